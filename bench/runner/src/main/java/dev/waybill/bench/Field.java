package dev.waybill.bench;

import dev.waybill.bench.stack.Contender;
import dev.waybill.bench.stack.Stack;
import java.util.List;

/**
 * The contenders.
 *
 * @param services the three services as shipped
 * @param placing the same, except that orders stay confirmed
 * @param groupsOfOne the same with one command per transaction
 * @param restPeer three Spring Boot services that use JSON
 * @param chain the calls without the work
 * @param pgbench our statements row by row
 * @param tuned the same, as fast as row-by-row statements can be
 */
record Field(
    Stack services,
    Stack placing,
    Stack groupsOfOne,
    Stack restPeer,
    Stack chain,
    Contender pgbench,
    Contender tuned) {

  /** All but pgbench, which needs no warm-up. */
  List<Contender> everybody() {
    return List.of(chain, services, placing, groupsOfOne, restPeer);
  }
}
