import { expect } from 'chai'
import { agentIn, caseIn, openCase, personTurn, toldUser, type Agent } from '../stand-ins/agent.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

interface Room {
  readonly world: World
  readonly mei: Agent
  readonly tom: Agent
}

/** A room with two agents and one open case, 1001. */
async function room(isOwnDesk = false): Promise<Room> {
  const world = createWorld()
  const id = isOwnDesk ? 'desk' : '19:support@thread.tacv2'
  const mei = agentIn(world, 'Mei', { id, isOwnDesk })
  await mei.type('register triage here a-triage-key-of-16')
  const tom = agentIn(world, 'Tom', { id, isOwnDesk })
  await tom.type('help')
  await openCase(world)
  return { world, mei, tom }
}

/** The numbers in the list that answers an order. */
const numbersIn = async (agent: Agent, order: string): Promise<readonly string[]> =>
  [...(await agent.type(order)).matchAll(/^(\d{4}) ·/gm)].map(([, number]) => number ?? '')

type Line = readonly [order: string, answer: string, state: string]

async function played({ world, mei }: Room, lines: readonly Line[]): Promise<void> {
  for (const [order, answer, state] of lines) {
    expect(await mei.type(order), order).to.include(answer)
    expect((await caseIn(world)).state, order).to.equal(state)
  }
}

describe('working a case by typed orders', () => {
  for (const isOwnDesk of [false, true]) {
    const where = isOwnDesk ? 'the agent window' : 'a Teams channel'

    it(`goes from new to resolved and back in English, in ${where}`, async () => {
      await played(await room(isOwnDesk), [
        ['show 1001', 'Case 1001', 'new'],
        ['take 1001', 'is yours', 'assigned'],
        ['take 1001', 'in the hands of Mei', 'assigned'],
        ['severity 1001 high', 'severity High', 'assigned'],
        ['wait 1001 asking the bank', 'waits for the team', 'waiting-on-team'],
        ['note 1001 bank is closed', 'note is kept', 'waiting-on-team'],
        ['reply 1001 We are on it', 'to the user: We are on it', 'waiting-on-user'],
        ['ask 1001 Which server?', 'asked the user: Which server?', 'waiting-on-user'],
        ['offer 1001 reset password', 'offered “Reset my password”', 'waiting-on-user'],
        ['snooze 1001 2h', 'snoozed until', 'waiting-on-user'],
        ['assign 1001 to tom', 'in Tom’s hands', 'waiting-on-user'],
        ['release 1001', 'put back', 'new'],
        ['take 1001', 'is yours', 'assigned'],
        ['resolve 1001 solved', 'is resolved: solved', 'resolved'],
        ['reopen 1001', 'open again', 'reopened'],
        ['transcript 1001', 'Transcript of case 1001', 'reopened'],
        ['close 1001 duplicate of 1000', 'is resolved: duplicate', 'resolved'],
      ])
    })

    it(`does the same in Chinese, in ${where}`, async () => {
      const { world, mei, tom } = await room(isOwnDesk)
      await mei.type('语言 中文')
      await played({ world, mei, tom }, [
        ['查看 1001', '工单 1001', 'new'],
        ['接单 1001', '您已接单 1001', 'assigned'],
        ['级别 1001 紧急', '级别为紧急', 'assigned'],
        ['等待团队 1001', '等待团队处理', 'waiting-on-team'],
        ['备注 1001 银行已下班', '备注已保存', 'waiting-on-team'],
        ['回复1001您好', '已回复用户：您好', 'waiting-on-user'],
        ['询问 1001 是哪台服务器？', '已询问用户：是哪台服务器？', 'waiting-on-user'],
        ['建议 1001 重置密码', '已建议“重置密码”', 'waiting-on-user'],
        ['暂缓 1001 2小时', '已暂缓至', 'waiting-on-user'],
        ['指派 1001 给 Tom', '由 Tom 处理', 'waiting-on-user'],
        ['退回 1001', '已退回', 'new'],
        ['解决 1001 已解决', '已结案，结果：已解决', 'resolved'],
        ['重开 1001', '已重新打开', 'reopened'],
        ['对话记录 1001', '对话记录', 'reopened'],
      ])
      expect(await mei.type('工单 我的')).to.include('我的工单')
      expect(await mei.type('统计')).to.include('工单统计')
      expect(await mei.type('搜索 phone')).to.include('包含“phone”的工单：1')
      expect(await mei.type('导出 json')).to.include('共 1 个工单')
      expect(await mei.type('角色 Tom 查看者')).to.include('Tom 现在是查看者')
    })
  }

  it('is done by buttons alike, each of which the card of that moment shows', async () => {
    const { world, mei } = await room()
    const pressed = async (verb: Parameters<Agent['press']>[0], fields = {}): Promise<string> => {
      const verbs = world.desk.card(1001).card?.actions.map((action) => action.verb)
      expect(verbs).to.include(verb)
      return mei.press(verb, { fields })
    }
    expect(await pressed('take')).to.include('is yours')
    expect(await pressed('severity', { severity: 'high' })).to.include('High')
    expect(await pressed('wait')).to.include('waits for the team')
    expect(await pressed('note', { text: 'call them' })).to.include('note is kept')
    expect(await pressed('reply', { text: 'Hello' })).to.include('to the user: Hello')
    expect(await pressed('ask', { text: 'Which server?' })).to.include('asked the user')
    expect(await pressed('offer', { step: 'sign-in' })).to.include('offered “Sign in”')
    expect(await pressed('snooze', { until: '30m' })).to.include('snoozed')
    expect(await pressed('assign', { name: 'Tom' })).to.include('Tom’s hands')
    expect(await pressed('transcript')).to.include('Transcript')
    expect(await pressed('release')).to.include('put back')
    expect(await pressed('resolve', { outcome: 'not-proven' })).to.include('not proven')
    expect(await pressed('reopen')).to.include('open again')
  })

  it('tells a time in the zone of whoever ordered, and else in that of support', async () => {
    const { mei } = await room()
    await mei.type('take 1001')
    expect(await mei.type('snooze 1001 2h', { timeZone: 'America/New_York' })).to.match(/E[SD]T/)
    expect(await mei.type('snooze 1001 2h')).to.include('UTC')
  })

  it('says what is missing, and does nothing then', async () => {
    const { world, mei } = await room()
    const before = await caseIn(world)
    const answers = {
      take: 'number is missing',
      'take 9999': 'no case 9999',
      'reply 1001': 'words are missing',
      'note 1001': 'words are missing',
      'resolve 1001 somehow': 'Say what came of it',
      'severity 1001 awful': 'A severity is',
      'snooze 1001 forever': 'Say for how long',
      'snooze 1001 15d': 'two weeks at most',
      'offer 1001 free money': 'A step is',
      'assign 1001 Nobody': 'Nobody here is called “Nobody”',
      'role Tom king': 'A role is',
      role: 'A role is',
      'release 1001': 'does not fit',
      'reopen 1001': 'does not fit',
      'recover 1001': 'does not fit',
      'approve 1001': 'does not fit',
      'refuse 1001': 'does not fit',
      search: 'words are missing',
      'cases lost': 'do not know that order',
    }
    for (const [order, answer] of Object.entries(answers)) {
      expect(await mei.type(order), order).to.include(answer)
    }
    expect(await caseIn(world)).to.deep.equal(before)
  })

  it('finds cases by who has them, how urgent and late they are, and by words', async () => {
    const { world, mei, tom } = await room()
    await openCase(world, 'Somebody else has my number', personTurn('u2'))
    await mei.type('take 1001')
    await mei.type('severity 1002 urgent')
    expect(await numbersIn(mei, 'cases')).to.deep.equal(['1002', '1001'])
    expect(await numbersIn(mei, 'cases mine')).to.deep.equal(['1001'])
    expect(await numbersIn(tom, 'cases mine')).to.deep.equal([])
    expect(await numbersIn(mei, 'cases unassigned')).to.deep.equal(['1002'])
    expect(await numbersIn(mei, 'cases urgent')).to.deep.equal(['1002'])
    expect(await numbersIn(mei, 'search NUMBER')).to.deep.equal(['1002'])
    expect(await numbersIn(mei, 'cases late')).to.deep.equal([])
    world.clock.pass(14 * 60_000)
    expect(await numbersIn(mei, 'cases late')).to.deep.equal(['1002'])
    await mei.type('resolve 1001 solved')
    expect(await numbersIn(mei, 'cases')).to.deep.equal(['1002'])
    expect(await numbersIn(mei, 'cases all')).to.deep.equal(['1002', '1001'])
  })

  it('is about the case of the thread it is said in', async () => {
    const { world, mei } = await room()
    const thread = world.desk.messages[0]?.posted.thread ?? ''
    expect(await mei.type('take', {}, { thread })).to.include('Case 1001 is yours')
    expect(await mei.type('snooze 2h', {}, { thread })).to.include('Case 1001 is snoozed')
    await mei.type('reply 5 minutes, please', {}, { thread })
    expect(toldUser(world).at(-1)).to.equal('Mei (support team): 5 minutes, please')
    expect(await mei.type('note', {}, { thread: 'another' })).to.include('number is missing')
  })

  it('hears an engagement hub that follows Bot Framework’s handoff protocol', async () => {
    const { world, mei } = await room()
    const told = async (state: 'accepted' | 'failed' | 'completed') => {
      await world.deliver(mei.turn({ handoff: { number: 1001, state } }))
      return (await caseIn(world)).state
    }
    expect(await told('accepted')).to.equal('assigned')
    expect(await told('failed')).to.equal('new')
    expect(await told('completed')).to.equal('resolved')
  })

  it('takes no words any more when a case is full, but every order that ends it', async () => {
    const { world, mei } = await room()
    const kept = await world.store.get('cases', '1001')
    if (kept === null) throw new Error('the case is gone')
    const row = { ...kept.row, entries: 2_000 }
    await world.store.commit([{ collection: 'cases', key: '1001', base: kept.version, row }])
    expect(await mei.type('note 1001 one more')).to.include('too many entries')
    expect(await mei.type('reply 1001 one more')).to.include('too many entries')
    expect(await mei.type('take 1001')).to.include('is yours')
    expect(await world.say('are you there?'))
      .to.have.property('text')
      .that.includes('not passed on')
    expect(await mei.type('resolve 1001 solved')).to.include('is resolved')
  })
})
