/** Why the findings of each rule in the 41 SEPs are right; each was checked by hand. A rule without findings needs no reason. */
export const REASONS: Readonly<Record<string, string>> = {
  SEP003: 'Three file names were cut off, or got a second hyphen, when SEPs moved from issues to files.',
  SEP004:
    'They date from the time when a SEP was an issue: the number is that of the issue, and the pull request has another one.',
  SEP005: 'Its PR line still has the braces of the placeholder around the number.',
  SEP007:
    'One has Sponsor and PR only in a table under the list, the other has PR as a line of its own; the site reads neither.',
  SEP008: 'A table under the list repeats Author, Status and Created, each with another value.',
  SEP010:
    'They date from the time when a SEP was an issue: 19 have no Sponsor line in the preamble, and 15 of them have no PR line either.',
  SEP012: 'One sponsor is now listed as emeritus, and the other has a handle that is not in the list.',
  SEP013: 'They are Final, and Sponsor says None.',
  SEP016: 'Ten older ones give names, or handles without @; two newer ones name a working group instead of people.',
  SEP019: 'They write #NUMBER, or the repository’s former name.',
  SEP020:
    'There is no heading with that or a similar name: 11 have no reference implementation, 9 no security section, and one SEP from 2025 has almost none of the required sections.',
  SEP021:
    'All are Reference Implementation sections that still say "To be provided", "TBD" or "TODO", although the SEPs are Final.',
  SEP023: 'Three put Rationale before Specification, one its implementation before compatibility.',
  SEP024:
    'The names are nearly the same: "Backwards Compatibility", "Security Considerations", "Specification Changes", "Implementation".',
  SEP025:
    'One has everything a level too low, one a section too high, and two have a section of the template inside another.',
  SEP028: 'Three blocks have comments, one leaves something out, and one has typographic quotation marks around a key.',
  SEP030: 'They have 15 to 38 words.',
  SEP031: 'They have 29 to 42 words.',
  SEP032: 'The section is "N/A".',
  SEP033: 'The section is "N/A".',
  SEP034:
    'Each is a sentence of Specification in which a client, a server, an SDK or a part of a message has to do something.',
  SEP035: 'It jumps from # to ###.',
  SEP037: 'Both are proposals that were never merged as files, and are not linked.',
  SEP040: 'The section has no link: it says N/A, shows code, promises a link for later, or describes what exists.',
  SEP041: 'They link no discussion, issue or group; two mention conversations on Discord, or a vote, without a link.',
  SEP050: 'It is older than the field.',
  SEP051: 'It is older than the requirement, and names nobody.',
  SEP052: 'One links an application and its specification, the other an implementation outside the official SDKs.',
  SEP060: 'The section is missing, has no link, or only promises one, although the SEPs are Final.',
  SEP061: 'No scenario is linked; all but two are older than the requirement.',
}
