import { hydrate } from 'preact'
import { TopicForm, type TopicFormProps } from './topic-form.tsx'

/** Takes over the form the server drew; its properties came with it. Nothing is sent by itself. */
const place = document.getElementById('topics')
const properties = place?.dataset['form']
if (place && properties) hydrate(<TopicForm {...(JSON.parse(properties) as TopicFormProps)} />, place)
