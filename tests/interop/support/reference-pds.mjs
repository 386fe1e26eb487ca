// The reference's PDS (@atproto/pds) and its DID directory (@did-plc/server, in memory) in this process, on loopback alone:
// no mail, no crawlers, no app view, no rate limits, sign-up without a code. Its files are gone after close().
// The PDS asks for better-sqlite3 12, which needs a download or a compiler; package.json overrides it with 13, which is
// the same interface with its binaries in the package. Use: const pds = await startReferencePds(), pds.createAccount('alice').
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { AtpAgent } from '@atproto/api'
import { envToCfg, envToSecrets, PDS } from '@atproto/pds'
import { MockDatabase, PlcServer } from '@did-plc/server'
import { temporaryFolder } from './host.mjs'

const loopback = '127.0.0.1'

export async function startReferencePds() {
  const files = temporaryFolder()
  const directory = createServer(PlcServer.create({ db: new MockDatabase() }).app)
  const plcUrl = `http://${loopback}:${await listen(directory)}`
  const pds = await startPds(files.folder, plcUrl)
  const url = `http://${loopback}:${pds.ctx.cfg.service.port}`

  return {
    url,
    plcUrl,
    /** Signs up as {name}.test; the agent of @atproto/api is signed in. */
    async createAccount(name) {
      const agent = new AtpAgent({ service: url })
      await agent.createAccount({ handle: `${name}.test`, email: `${name}@example.com`, password: `secret of ${name}` })
      return { did: agent.assertDid, agent, accessJwt: agent.session.accessJwt }
    },
    async close() {
      await pds.destroy()
      await stop(directory)
      files.remove()
    },
  }
}

async function startPds(folder, didPlcUrl) {
  const secret = () => randomBytes(32).toString('hex')
  const settings = {
    // DID documents name the PDS by its port, so that it must be known before the PDS is made.
    port: await freePort(),
    hostname: 'localhost',
    devMode: true,
    dataDirectory: folder,
    blobstoreDiskLocation: join(folder, 'blobs'),
    didPlcUrl,
    inviteRequired: false,
    rateLimitsEnabled: false,
    dpopSecret: secret(),
    jwtSecret: secret(),
    adminPassword: secret(),
    plcRotationKeyK256PrivateKeyHex: secret(),
  }
  const pds = await PDS.create(envToCfg(settings), envToSecrets(settings))
  // The PDS knows no setting for its address and would listen on every one of the machine.
  const listenAnywhere = pds.app.listen
  pds.app.listen = (port) => listenAnywhere(port, loopback)
  await pds.start()
  return pds
}

async function freePort() {
  const server = createServer()
  const port = await listen(server)
  await stop(server)
  return port
}

async function listen(server) {
  await new Promise((resolve) => server.listen(0, loopback, resolve))
  return server.address().port
}

function stop(server) {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
}
