package dev.waybill.bench;

import dev.waybill.bench.stack.Contender;
import dev.waybill.bench.stack.Stack;
import java.util.List;

/**
 * Who takes part.
 *
 * @param services the three services as they are shipped
 * @param placing the same, but that orders stay confirmed
 * @param groupsOfOne the same with one command in a transaction
 * @param restPeer three Spring Boot services that speak JSON
 * @param chain the calls without the work
 * @param pgbench our statements row by row
 * @param tuned the same as fast as it can be written row by row
 */
record Field(
    Stack services,
    Stack placing,
    Stack groupsOfOne,
    Stack restPeer,
    Stack chain,
    Contender pgbench,
    Contender tuned) {

  /** All but pgbench, which needs no warming. */
  List<Contender> everybody() {
    return List.of(chain, services, placing, groupsOfOne, restPeer);
  }
}
