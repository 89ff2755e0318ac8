package dev.waybill.bench;

import dev.waybill.bench.stack.Contender;
import dev.waybill.bench.stack.Stack;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The contenders.
 *
 * @param services the three services as shipped
 * @param before another version of them, if one was named
 * @param placing the same as the first, except that orders stay confirmed
 * @param groupsOfOne the same with one command per transaction
 * @param restPeer three Spring Boot services that use JSON
 * @param chain the calls without the work
 * @param pgbench our statements row by row
 * @param tuned the same, as fast as row-by-row statements can be
 * @param pgbenchPlacing the statements of an order that stays confirmed, row by row
 * @param sets the rows of our statements set by set, without services
 */
record Field(
    Stack services,
    Optional<Stack> before,
    Stack placing,
    Stack groupsOfOne,
    Stack restPeer,
    Stack chain,
    Contender pgbench,
    Contender tuned,
    Contender pgbenchPlacing,
    Optional<Sets> sets) {

  /**
   * The rows set by set.
   *
   * @param placed those of an order that stays confirmed
   * @param whole those of a completed order
   */
  record Sets(Contender placed, Contender whole) {}

  /** All but pgbench, which needs no warm-up. */
  List<Contender> everybody() {
    return Stream.concat(
            before.stream(), Stream.of(chain, services, placing, groupsOfOne, restPeer))
        .<Contender>map(stack -> stack)
        .toList();
  }

  /** This version, and the one it is compared with. */
  List<Stack> versions() {
    return Stream.concat(before.stream(), Stream.of(services)).toList();
  }
}
