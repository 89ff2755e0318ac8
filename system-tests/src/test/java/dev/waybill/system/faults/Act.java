package dev.waybill.system.faults;

/** A step done to a cluster; a fault has one that begins it and one that ends it. */
enum Act {
  /** Like kill -9 of an instance, until {@link #START}. */
  KILL,
  /** Like SIGTERM to an instance, until {@link #START}. */
  STOP,
  START,
  /** Like SIGSTOP of an instance, until {@link #CONTINUE}. */
  PAUSE,
  CONTINUE,
  /** Ends all sessions on a service's database. */
  END_SESSIONS,
  /** Like kill -9 of PostgreSQL, which restarts by itself. */
  KILL_DATABASE
}
