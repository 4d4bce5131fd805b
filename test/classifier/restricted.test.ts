import { describe, expect, test } from 'vitest'
import { placeText } from '../../src/classifier/placement.ts'
import { sharedClassifier } from '../support/model.ts'
import { mcp } from '../support/policy.ts'

const channelOf = (text: string) =>
  placeText(mcp, { known: {}, text }, sharedClassifier(mcp, { evidence: false })).recommendation.channel

describe('a plan that only a few people may know', () => {
  test.each([
    'The vendor gave us the date under NDA. Where can the four of us plan it?',
    'Under the NDA I can only tell the leads. Which channel is private enough?',
    'Embargo ends on 3 December. Who of the maintainers may know, and where do we talk?',
    'We received a cease and desist letter from a company that owns the name. Who should handle it?',
    'A law firm wrote to us about the logo. Which people may see the letter?',
    'Their lawyers contacted me about the licence of the Kotlin SDK, whom do I tell?',
    'I got a letter from a lawyer about our trademark. Where can I share it with the leads only?',
    'Our counsel says that nobody but the leads may see the contract. Where do we review it?',
    'The draft contract with the sponsor is confidential, where can the leads read it?',
    "The sponsor's offer is confidential until we sign. Where do the core maintainers discuss it?",
    'Under embargo: the foundation announces the new member on Monday. Whom do we brief?',
    'We signed an NDA with the vendor, so he and I cannot talk in the open about the release date. Where then?',
    'They gave us their numbers under NDA. The four of us need a room to plan the conference.',
    'The vendor gave us the launch date under NDA. Where can the four of us plan the joint announcement?',
    'The supplier told three of us the date under NDA, where do we talk about it?',
    "Under NDA we know the partner's roadmap. Which channel can the leads use to discuss it?",
    'Two companies merge, the terms are confidential until Friday. Who may know, and where do we prepare the post?',
    'The press has the story under embargo until Monday. Where do the five of us agree on the answers?',
    'We got a cease and desist about the logo from a company. Whom do I tell, and who answers?',
    'Their lawyers wrote to us about the trademark. Where can the maintainers discuss an answer?',
    'Our counsel says the contract with the sponsor is for the leads. Where do they read it?',
    "The partner's offer is confidential. The core maintainers need a room for it.",
    'The announcement is under embargo, and only the release team may know. Where do they coordinate?',
  ])('goes to a private Discord channel: %s', (text) => expect(channelOf(text)).toBe('private-discord'))
})

describe('a report about a person that has words of a contract, an embargo or a lawyer, or asks for silence', () => {
  test.each([
    'A law firm contacted me on behalf of a maintainer, because I told the others that he had harassed me.',
    'I am under NDA with his company, but a lead touched me at the meetup.',
    'Their lawyers asked me to stay silent about what the organiser did to me.',
    'A lawyer has contacted me after a lead stared at me the whole evening and put his hand on my knee.',
    'We are both under NDA, and he uses it to make me keep quiet about the nights he came to my room.',
    'Under NDA I cannot say which company it is, but my lead there calls me names in front of everyone in the working group.',
    'I got a letter from a lawyer because I said in a call that a facilitator had kissed me against my will.',
    'She broke the embargo to embarrass me in front of the whole group.',
    'Our counsel says I should write down what the moderator said about my religion.',
    'He laughed at my accent again in the call about the release under embargo.',
    'The terms of my settlement are confidential, but the man it was about is now a moderator here.',
    'A maintainer sent me a cease and desist and my home address, and wrote that he knows where I live.',
    'My boss, a lead here, says that under the NDA I may not tell anyone that he sends me photos of himself.',
    'A colleague under NDA was pressured by a maintainer to sleep with him.',
    'One of the leads is drunk in every meeting, under NDA or not, and makes jokes about women.',
    'Two members keep deadnaming a colleague in the channel about the release under embargo.',
    'A lawyer wrote to me: the maintainer I had blocked wants my real name.',
    'The agreement with the group is confidential, he says, and so I must never speak of what he did.',
    'He keeps writing to my private number since we planned the launch under embargo. I asked him to stop.',
    "I don't want him to know that I reported him. He keeps insulting me in reviews.",
    "One of the leads shouts at people in calls. I don't want her to read this.",
    'He made me sign an NDA and then harassed me for weeks.',
    'His lawyers contacted me after I reported that he had harassed me.',
    'He says he will sue me with his law firm if I report how he treats women in the group.',
  ])('goes to the contact for conduct: %s', (text) => expect(channelOf(text)).toBe('conduct'))
})
