package dev.waybill.payment;

import static dev.waybill.proto.payment.v1.PaymentState.PAYMENT_STATE_AUTHORIZED;
import static dev.waybill.proto.payment.v1.PaymentState.PAYMENT_STATE_CAPTURED;
import static dev.waybill.proto.payment.v1.PaymentState.PAYMENT_STATE_REFUNDED;
import static dev.waybill.proto.payment.v1.PaymentState.PAYMENT_STATE_VOIDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.StartsFirst;
import dev.waybill.proto.payment.v1.Payment;
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
 * Payment decides once for each order. In every row, the last request goes to one instance, then to
 * another, then to a restarted one, and gets the same answer each time.
 */
@StartsFirst
final class PaymentContractTest {
  /**
   * The rule, the earlier requests, the last request, its answer, the resulting entry in the card
   * processor's own books, and the amount taken according to the ledger.
   */
  private static final String TABLE =
      """
      authorize: authorized                       | -                                          | authorize tok_ok              | AUTHORIZED                         | APPROVED EUR 1250 | 0
      authorize: authorized stays authorized      | authorize tok_ok                           | authorize tok_ok              | AUTHORIZED                         | APPROVED EUR 1250 | 0
      authorize: declined                         | -                                          | authorize tok_declined        | DECLINED                           | DECLINED EUR 1250 | 0
      authorize: declined stays declined          | authorize tok_declined                     | authorize tok_declined        | DECLINED                           | DECLINED EUR 1250 | 0
      authorize: the answer came late             | -                                          | authorize tok_timeout_then_ok | AUTHORIZED                         | APPROVED EUR 1250 | 0
      authorize: no answer, nothing stored        | -                                          | authorize tok_timeout_lost    | PENDING                            | -                 | 0
      authorize: captured                         | authorize tok_ok; capture                  | authorize tok_ok              | CAPTURED                           | CAPTURED EUR 1250 | 1250
      authorize: voided                           | authorize tok_ok; cancel                   | authorize tok_ok              | VOIDED                             | VOIDED EUR 1250   | 0
      authorize: refunded                         | authorize tok_ok; capture; cancel          | authorize tok_ok              | REFUNDED                           | REFUNDED EUR 1250 | 0
      authorize: late, after a cancel             | cancel                                     | authorize tok_ok              | VOIDED                             | VOIDED            | 0
      authorize: late and declinable              | cancel                                     | authorize tok_declined        | VOIDED                             | VOIDED            | 0
      authorize: late, after a lost attempt       | authorize tok_timeout_lost; cancel         | authorize tok_timeout_lost    | VOIDED                             | VOIDED            | 0
      other content: another amount               | authorize tok_ok                           | authorize tok_ok for 1251     | ALREADY_EXISTS PAYMENT_CONTENT_DIFFERS | APPROVED EUR 1250 | 0
      other content: another card                 | authorize tok_ok                           | authorize tok_declined        | ALREADY_EXISTS PAYMENT_CONTENT_DIFFERS | APPROVED EUR 1250 | 0
      other content: declined                     | authorize tok_declined                     | authorize tok_ok              | ALREADY_EXISTS PAYMENT_CONTENT_DIFFERS | DECLINED EUR 1250 | 0
      other content: captured                     | authorize tok_ok; capture                  | authorize tok_ok for 1251     | ALREADY_EXISTS PAYMENT_CONTENT_DIFFERS | CAPTURED EUR 1250 | 1250
      other content: voided                       | authorize tok_ok; cancel                   | authorize tok_ok for 1251     | ALREADY_EXISTS PAYMENT_CONTENT_DIFFERS | VOIDED EUR 1250   | 0
      other content: capture of another amount    | authorize tok_ok                           | capture 1251                  | ALREADY_EXISTS PAYMENT_CONTENT_DIFFERS | APPROVED EUR 1250 | 0
      capture: authorized                         | authorize tok_ok                           | capture                       | CAPTURED                           | CAPTURED EUR 1250 | 1250
      capture: captured                           | authorize tok_ok; capture                  | capture                       | CAPTURED                           | CAPTURED EUR 1250 | 1250
      capture: refused for good                   | authorize tok_capture_refused              | capture                       | AUTHORIZED                         | APPROVED EUR 1250 | 0
      capture: refused stays refused              | authorize tok_capture_refused; capture     | capture                       | AUTHORIZED                         | APPROVED EUR 1250 | 0
      capture: declined                           | authorize tok_declined                     | capture                       | FAILED_PRECONDITION PAYMENT_NOT_AUTHORIZED | DECLINED EUR 1250 | 0
      capture: voided                             | authorize tok_ok; cancel                   | capture                       | FAILED_PRECONDITION PAYMENT_NOT_AUTHORIZED | VOIDED EUR 1250   | 0
      capture: refunded                           | authorize tok_ok; capture; cancel          | capture                       | FAILED_PRECONDITION PAYMENT_NOT_AUTHORIZED | REFUNDED EUR 1250 | 0
      capture: closed                             | cancel                                     | capture                       | FAILED_PRECONDITION PAYMENT_NOT_AUTHORIZED | VOIDED            | 0
      capture: unknown                            | -                                          | capture                       | NOT_FOUND PAYMENT_NOT_FOUND        | -                 | 0
      cancel: authorized                          | authorize tok_ok                           | cancel                        | VOIDED                             | VOIDED EUR 1250   | 0
      cancel: voided                              | authorize tok_ok; cancel                   | cancel                        | VOIDED                             | VOIDED EUR 1250   | 0
      cancel: captured                            | authorize tok_ok; capture                  | cancel                        | REFUNDED                           | REFUNDED EUR 1250 | 0
      cancel: refunded                            | authorize tok_ok; capture; cancel          | cancel                        | REFUNDED                           | REFUNDED EUR 1250 | 0
      cancel: capture refused                     | authorize tok_capture_refused; capture     | cancel                        | VOIDED                             | VOIDED EUR 1250   | 0
      cancel: declined                            | authorize tok_declined                     | cancel                        | DECLINED                           | DECLINED EUR 1250 | 0
      cancel: unknown, stored as closed           | -                                          | cancel                        | VOIDED                             | VOIDED            | 0
      """;

  @AutoClose private static final PaymentInstances INSTANCES = new PaymentInstances();

  @AutoClose
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private final PaymentScene scene = new PaymentScene(INSTANCES);

  /** A row of the contract. */
  record Row(
      String clause,
      List<String> before,
      String then,
      String answer,
      List<String> charges,
      String taken) {
    static Row of(String line) {
      String[] cells = line.split("\\s*\\|\\s*", -1);
      return new Row(
          cells[0], list(cells[1]), cells[2], cells[3], list(cells[4]), cells[5].strip());
    }

    private static List<String> list(String cell) {
      return cell.equals("-") ? List.of() : List.of(cell.split("; ", -1));
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
    assertThat(scene.charges()).isEqualTo(row.charges());
    assertThat(scene.taken()).isEqualTo(row.taken());
    assertThat(scene.violations()).isEmpty();
  }

  @Test
  void remembersEveryDecisionAfterARestart() {
    Map<Row, PaymentScene> scenes = new LinkedHashMap<>();
    Map<Row, String> answers = new HashMap<>();
    rows()
        // An unanswered attempt has left nothing to remember, and takes its time.
        .filter(row -> !row.answer().equals("PENDING"))
        .forEach(
            row -> {
              PaymentScene asked = new PaymentScene(INSTANCES);
              row.before().forEach(asked::ask);
              answers.put(row, asked.ask(row.then()));
              scenes.put(row, asked);
            });

    INSTANCES.restart();

    scenes.forEach(
        (row, asked) -> {
          assertThat(asked.ask(row.then())).as(row.clause()).isEqualTo(answers.get(row));
          assertThat(asked.charges()).as(row.clause()).isEqualTo(row.charges());
          assertThat(asked.taken()).as(row.clause()).isEqualTo(row.taken());
        });
    assertThat(scene.violations()).isEmpty();
  }

  @Test
  void authorizesOnceForAHundredEqualRequestsToTwoInstances() {
    assertThat(atOnce(_ -> scene.authorize("tok_ok"), 100))
        .extracting(Payment::getState)
        .containsOnly(PAYMENT_STATE_AUTHORIZED);
    assertThat(scene.charges()).containsExactly("APPROVED EUR 1250");
  }

  @Test
  void capturesAndRefundsOnceForAHundredEqualRequestsToTwoInstances() {
    scene.ask("authorize tok_ok");

    assertThat(atOnce(_ -> scene.capture(), 100))
        .extracting(Payment::getState)
        .containsOnly(PAYMENT_STATE_CAPTURED);
    assertThat(scene.taken()).isEqualTo("1250");
    assertThat(atOnce(_ -> scene.cancel(), 100))
        .extracting(Payment::getState)
        .containsOnly(PAYMENT_STATE_REFUNDED);
    assertThat(scene.taken()).isEqualTo("0");
    assertThat(scene.violations()).isEmpty();
  }

  @Test
  void setsNothingAsideOnceACancelAmongAuthorizesIsAnswered() {
    List<Payment> answers =
        atOnce(number -> number == 50 ? scene.cancel() : scene.authorize("tok_ok"), 100);

    assertThat(answers.get(50).getState()).isEqualTo(PAYMENT_STATE_VOIDED);
    assertThat(scene.authorize("tok_ok").getState()).isEqualTo(PAYMENT_STATE_VOIDED);
    assertThat(scene.charges()).singleElement().asString().startsWith("VOIDED");
    assertThat(scene.violations()).isEmpty();
  }

  /** Sends the calls to the two instances in turn. */
  private List<Payment> atOnce(IntFunction<Payment> call, int times) {
    return IntStream.range(0, times)
        .mapToObj(number -> CompletableFuture.supplyAsync(() -> call.apply(number), THREADS))
        .toList()
        .stream()
        .map(answer -> answer.orTimeout(60, TimeUnit.SECONDS).join())
        .toList();
  }
}
