package dev.waybill.system.faults;

/** What is done to a cluster, one half of a fault that begins and ends. */
enum Act {
  /** As kill -9 of an instance, until {@link #START}. */
  KILL,
  /** As SIGTERM to an instance, until {@link #START}. */
  STOP,
  START,
  /** As SIGSTOP of an instance, until {@link #CONTINUE}. */
  PAUSE,
  CONTINUE,
  /** Ends all sessions on a service's database. */
  END_SESSIONS,
  /** As kill -9 of PostgreSQL, which is started again by itself. */
  KILL_DATABASE
}
