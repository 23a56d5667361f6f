import { simulateMachine } from './machine.ts'
import type { PlantedFault } from './planted-faults.ts'
import { Play } from './play.ts'
import { SCENARIOS, stageOf } from './scenarios.ts'
import type { Violation } from './witnessed.ts'
import { World } from './world.ts'

export interface Story {
  seed: number
  scenario: string
  violation: Violation | undefined
  /** What happened, oldest first; of a broken promise only what concerns it, unless the whole is asked for. */
  trace: string[]
  /** What the story was made of: a proof only holds for what happens in it. */
  counts: Record<string, number>
}

/** Plays the story of a seed to its end: the same seed is the same story to the last step. One at a time. */
export async function simulate(
  seed: number,
  { fault, whole = false }: { fault?: PlantedFault | undefined; whole?: boolean } = {},
): Promise<Story> {
  const scenario = SCENARIOS[Math.abs(seed) % SCENARIOS.length]
  if (scenario === undefined) throw new Error('There is no scenario.')
  const stage = await stageOf(scenario)
  const world = new World(stage, seed)
  stage.store.remember()
  const putBack = simulateMachine(world)
  try {
    fault?.plant?.(stage.store)
    await new Play(world, fault).run()
    const { violation } = world.witness
    return { seed, scenario: scenario.name, violation, trace: world.trace(whole), counts: world.counts }
  } finally {
    putBack()
    stage.store.forget()
  }
}
