// Parts of restify that are loaded without its plugins, of which none is used: they take as long to load as all the rest
// of this room. The whole package has the types.

declare module 'restify/lib/server.js' {
  import type { Server as RestifyServer } from 'restify'
  const Server: new (options: object) => RestifyServer
  export default Server
}

declare module 'restify/lib/router.js' {
  const Router: new (options: object) => object
  export default Router
}

declare module 'rate-limiter-flexible/lib/RateLimiterMemory.js' {
  export { RateLimiterMemory as default } from 'rate-limiter-flexible'
}

declare module 'rate-limiter-flexible/lib/RateLimiterRes.js' {
  export { RateLimiterRes as default } from 'rate-limiter-flexible'
}
