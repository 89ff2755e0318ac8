package dev.waybill.inventory;

import static dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_HELD;
import static dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_RELEASED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.proto.inventory.v1.Reservation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inventory decides once for each order. Every row begins with ten pieces of an item. The last
 * request goes to one instance, then to another, then to a restarted one, and gets the same answer
 * each time.
 */
final class ReservationContractTest {

  /**
   * The rule, the earlier requests, the last request, its answer, and the item's level afterwards.
   */
  private static final String TABLE =
      """
      reserve: held                                 | -                                | reserve 3  | HELD      | 7 available, 3 reserved, 0 shipped
      reserve: held stays held                      | reserve 3                        | reserve 3  | HELD      | 7 available, 3 reserved, 0 shipped
      reserve: held at the first price              | reserve 3; price rises           | reserve 3  | HELD      | 7 available, 3 reserved, 0 shipped
      reserve: refused                              | -                                | reserve 11 | REFUSED   | 10 available, 0 reserved, 0 shipped
      reserve: refused stays refused with new goods | reserve 11; goods in             | reserve 11 | REFUSED   | 20 available, 0 reserved, 0 shipped
      reserve: committed                            | reserve 3; commit                | reserve 3  | COMMITTED | 7 available, 0 reserved, 3 shipped
      reserve: released                             | reserve 3; release               | reserve 3  | RELEASED  | 10 available, 0 reserved, 0 shipped
      reserve: expired, the stock is there          | reserve 3; time passes           | reserve 3  | HELD      | 7 available, 3 reserved, 0 shipped
      reserve: expired, the stock is gone           | reserve 3; time passes; sold out | reserve 3  | EXPIRED   | 0 available, 10 reserved, 0 shipped
      reserve: late, after a release                | release                          | reserve 3  | RELEASED  | 10 available, 0 reserved, 0 shipped
      reserve: late and refusable, after a release  | release                          | reserve 11 | RELEASED  | 10 available, 0 reserved, 0 shipped
      other content: held                           | reserve 3                        | reserve 2  | ALREADY_EXISTS RESERVATION_CONTENT_DIFFERS | 7 available, 3 reserved, 0 shipped
      other content: expected total                 | reserve 3                        | expect 3   | ALREADY_EXISTS RESERVATION_CONTENT_DIFFERS | 7 available, 3 reserved, 0 shipped
      other content: refused                        | reserve 11                       | reserve 3  | ALREADY_EXISTS RESERVATION_CONTENT_DIFFERS | 10 available, 0 reserved, 0 shipped
      other content: committed                      | reserve 3; commit                | reserve 2  | ALREADY_EXISTS RESERVATION_CONTENT_DIFFERS | 7 available, 0 reserved, 3 shipped
      other content: released                       | reserve 3; release               | reserve 2  | ALREADY_EXISTS RESERVATION_CONTENT_DIFFERS | 10 available, 0 reserved, 0 shipped
      other content: expired                        | reserve 3; time passes           | reserve 2  | ALREADY_EXISTS RESERVATION_CONTENT_DIFFERS | 10 available, 0 reserved, 0 shipped
      commit: held                                  | reserve 3                        | commit     | COMMITTED | 7 available, 0 reserved, 3 shipped
      commit: committed                             | reserve 3; commit                | commit     | COMMITTED | 7 available, 0 reserved, 3 shipped
      commit: expired, the stock is there           | reserve 3; time passes           | commit     | COMMITTED | 7 available, 0 reserved, 3 shipped
      commit: expired, the stock is gone            | reserve 3; time passes; sold out | commit     | EXPIRED   | 0 available, 10 reserved, 0 shipped
      commit: refused                               | reserve 11                       | commit     | FAILED_PRECONDITION RESERVATION_NOT_HELD | 10 available, 0 reserved, 0 shipped
      commit: released                              | reserve 3; release               | commit     | FAILED_PRECONDITION RESERVATION_NOT_HELD | 10 available, 0 reserved, 0 shipped
      commit: closed                                | release                          | commit     | FAILED_PRECONDITION RESERVATION_NOT_HELD | 10 available, 0 reserved, 0 shipped
      commit: unknown                               | -                                | commit     | NOT_FOUND RESERVATION_NOT_FOUND          | 10 available, 0 reserved, 0 shipped
      release: held                                 | reserve 3                        | release    | RELEASED  | 10 available, 0 reserved, 0 shipped
      release: committed                            | reserve 3; commit                | release    | RELEASED  | 10 available, 0 reserved, 0 shipped
      release: released                             | reserve 3; release               | release    | RELEASED  | 10 available, 0 reserved, 0 shipped
      release: refused                              | reserve 11                       | release    | REFUSED   | 10 available, 0 reserved, 0 shipped
      release: expired                              | reserve 3; time passes           | release    | RELEASED  | 10 available, 0 reserved, 0 shipped
      reserve: again after its withdrawal           | attempt a 3; withdraw a          | attempt a 3 | WITHDRAWN | 10 available, 0 reserved, 0 shipped
      reserve: late, after its withdrawal           | withdraw a                       | attempt a 3 | WITHDRAWN | 10 available, 0 reserved, 0 shipped
      reserve: anew after another's withdrawal      | attempt a 3; withdraw a          | attempt b 3 | HELD      | 7 available, 3 reserved, 0 shipped
      reserve: anew, with other content             | attempt a 3; withdraw a          | reserve 2   | HELD      | 8 available, 2 reserved, 0 shipped
      reserve: anew, at the new price               | attempt a 3; price rises; withdraw a | reserve 3 | HELD    | 7 available, 3 reserved, 0 shipped
      reserve: anew, after a refusal                | attempt a 11; withdraw a; goods in | attempt b 11 | HELD   | 9 available, 11 reserved, 0 shipped
      reserve: refused anew                         | attempt a 3; withdraw a; sold out | attempt b 3 | REFUSED  | 0 available, 10 reserved, 0 shipped
      withdraw: held for nobody else                | attempt a 3                      | withdraw a | WITHDRAWN | 10 available, 0 reserved, 0 shipped
      withdraw: asked by it twice                   | attempt a 3; attempt a 3         | withdraw a | WITHDRAWN | 10 available, 0 reserved, 0 shipped
      withdraw: refused                             | attempt a 11                     | withdraw a | WITHDRAWN | 10 available, 0 reserved, 0 shipped
      withdraw: unknown                             | -                                | withdraw a | WITHDRAWN | 10 available, 0 reserved, 0 shipped
      withdraw: asked by another attempt, too       | attempt a 3; attempt b 3         | withdraw a | HELD      | 7 available, 3 reserved, 0 shipped
      withdraw: asked for a recorded order, too     | attempt a 3; reserve 3           | withdraw a | HELD      | 7 available, 3 reserved, 0 shipped
      withdraw: held for another attempt            | attempt b 3                      | withdraw a | HELD      | 7 available, 3 reserved, 0 shipped
      withdraw: refused, and told to another        | attempt a 11; attempt b 11       | withdraw a | REFUSED   | 10 available, 0 reserved, 0 shipped
      withdraw: committed                           | attempt a 3; commit              | withdraw a | COMMITTED | 7 available, 0 reserved, 3 shipped
      withdraw: expired                             | attempt a 3; time passes         | withdraw a | EXPIRED   | 10 available, 0 reserved, 0 shipped
      withdraw: released                            | attempt a 3; release             | withdraw a | RELEASED  | 10 available, 0 reserved, 0 shipped
      withdraw: closed                              | release                          | withdraw a | RELEASED  | 10 available, 0 reserved, 0 shipped
      commit: withdrawn                             | attempt a 3; withdraw a          | commit     | FAILED_PRECONDITION RESERVATION_NOT_HELD | 10 available, 0 reserved, 0 shipped
      release: withdrawn, stored as closed          | attempt a 3; withdraw a          | release    | RELEASED  | 10 available, 0 reserved, 0 shipped
      other content: held by an attempt             | attempt a 3                      | attempt a 2 | ALREADY_EXISTS RESERVATION_CONTENT_DIFFERS | 7 available, 3 reserved, 0 shipped
      release: unknown, stored as closed            | -                                | release    | RELEASED  | 10 available, 0 reserved, 0 shipped
      """;

  @AutoClose private static final InventoryInstances INSTANCES = new InventoryInstances();

  @AutoClose
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private final ReservationScene scene = new ReservationScene(INSTANCES);

  /** A row of the contract. */
  record Row(String clause, List<String> before, String then, String answer, String level) {
    static Row of(String line) {
      String[] cells = line.split("\\s*\\|\\s*", -1);
      List<String> before = cells[1].equals("-") ? List.of() : List.of(cells[1].split("; ", -1));
      return new Row(cells[0], before, cells[2], cells[3], cells[4].strip());
    }

    @Override
    public String toString() {
      return clause;
    }
  }

  static Stream<Row> rows() {
    return TABLE.lines().map(Row::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void decidesOnce(Row row) {
    row.before().forEach(scene::ask);

    String first = scene.ask(row.then());

    assertThat(first).startsWith(row.answer());
    assertThat(scene.ask(row.then())).as("from the other instance").isEqualTo(first);
    assertThat(scene.level()).isEqualTo(row.level());
    assertThat(scene.violations()).isEmpty();
  }

  @Test
  void remembersEveryDecisionAfterARestart() {
    Map<Row, ReservationScene> scenes = new LinkedHashMap<>();
    Map<Row, String> answers = new HashMap<>();
    rows()
        .forEach(
            row -> {
              ReservationScene asked = new ReservationScene(INSTANCES);
              row.before().forEach(asked::ask);
              answers.put(row, asked.ask(row.then()));
              scenes.put(row, asked);
            });

    INSTANCES.restart();

    scenes.forEach(
        (row, asked) -> {
          assertThat(asked.ask(row.then())).as(row.clause()).isEqualTo(answers.get(row));
          assertThat(asked.level()).as(row.clause()).isEqualTo(row.level());
        });
    assertThat(scene.violations()).isEmpty();
  }

  @Test
  void holdsOnceForAHundredEqualRequestsToTwoInstances() {
    List<Reservation> answers = atOnce(_ -> scene.reserve(3), 100);

    assertThat(answers).extracting(Reservation::getState).containsOnly(RESERVATION_STATE_HELD);
    assertThat(scene.level()).isEqualTo("7 available, 3 reserved, 0 shipped");
    assertThat(scene.violations()).isEmpty();
  }

  @Test
  void givesBackOnceForAHundredEqualRequestsToTwoInstances() {
    scene.ask("reserve 3");
    scene.ask("commit");

    List<Reservation> answers = atOnce(_ -> scene.release(), 100);

    assertThat(answers).extracting(Reservation::getState).containsOnly(RESERVATION_STATE_RELEASED);
    assertThat(scene.level()).isEqualTo("10 available, 0 reserved, 0 shipped");
    assertThat(scene.violations()).isEmpty();
  }

  @Test
  void holdsNothingOnceAReleaseAmongReservesIsAnswered() {
    List<Reservation> answers =
        atOnce(number -> number == 50 ? scene.release() : scene.reserve(3), 100);

    assertThat(answers.get(50).getState()).isEqualTo(RESERVATION_STATE_RELEASED);
    assertThat(scene.reserve(3).getState()).isEqualTo(RESERVATION_STATE_RELEASED);
    assertThat(scene.level()).isEqualTo("10 available, 0 reserved, 0 shipped");
    assertThat(scene.violations()).isEmpty();
  }

  /** Sends the calls to the two instances in turn. */
  private List<Reservation> atOnce(IntFunction<Reservation> call, int times) {
    return IntStream.range(0, times)
        .mapToObj(number -> CompletableFuture.supplyAsync(() -> call.apply(number), THREADS))
        .toList()
        .stream()
        .map(answer -> answer.orTimeout(60, TimeUnit.SECONDS).join())
        .toList();
  }
}
