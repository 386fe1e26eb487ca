// The steps that several tests begin with.
export const nsid = (name) => `rsvp.atmo.space.${name}`

/** Makes a space of the owner's and returns its URI. */
export async function makeSpace(host, owner, key = 'party') {
  const { space } = await owner.call(host, nsid('admin.createSpace'), { key })
  return space.uri
}

/** Mints an invite and returns its token and what is shown of it. */
export function mint(host, owner, spaceUri, limits = {}) {
  return owner.call(host, nsid('invite.create'), { spaceUri, ...limits })
}

/** The DIDs that joined, without the owner's, sorted. */
export async function joined(host, owner, spaceUri) {
  const { members } = await owner.call(host, nsid('listMembers'), { spaceUri })
  return members.map((member) => member.did).filter((did) => did !== owner.did).sort()
}
