import type { Activity } from 'botbuilder'
import { objectIn } from './read.ts'

/** Whether a delivery is the press of an `Action.Execute`, which waits for an answer in the HTTP response. */
export function isExecute(activity: Pick<Activity, 'type' | 'name'>): boolean {
  return activity.type === 'invoke' && activity.name === 'adaptiveCard/action'
}

/** A press arrives as a message with a value, or as the invoke of an `Action.Execute`. */
export function submittedValue(activity: Activity): unknown {
  if (activity.type !== 'invoke') return activity.value
  return objectIn(objectIn(activity.value)['action'])['data']
}

/** The card's answer after its press was taken; what there is to say follows as messages. */
export function executed(): Partial<Activity> {
  return invokeResponse({
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: 'OK',
  })
}

/** The card's answer when its press has a shape that is not ours. */
export function misread(): Partial<Activity> {
  return invokeResponse({
    statusCode: 400,
    type: 'application/vnd.microsoft.error',
    value: { code: 'BadRequest', message: 'this card is not known here' },
  })
}

function invokeResponse(body: object): Partial<Activity> {
  return { type: 'invokeResponse', value: { status: 200, body } }
}
