package dev.waybill.order;

import static dev.waybill.order.PlaceOrderContractTest.Stored.NOTHING;
import static dev.waybill.order.PlaceOrderContractTest.Stored.PERHAPS;
import static dev.waybill.order.PlaceOrderContractTest.Stored.THE_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.StartsFirst;
import dev.waybill.proto.order.v1.Order;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PlaceOrder's answers, situation by situation. Whatever the first caller was told, a repeat of the
 * same request leads to one order, on either instance and after a restart.
 */
@StartsFirst
final class PlaceOrderContractTest {

  /** What the database must contain when the caller has its answer. */
  enum Stored {
    NOTHING,
    THE_ORDER,
    PERHAPS
  }

  /**
   * A row of the contract.
   *
   * @param call brings the situation about, and returns what the first caller was told
   * @param answers the possible answers to the first caller
   * @param outcome what a repeat finally shows, once nothing fails any more
   */
  record Row(
      String situation,
      Function<PlaceOrderScene, String> call,
      Set<String> answers,
      Stored stored,
      String outcome) {

    @Override
    public String toString() {
      return situation;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row(
            "decided in time: confirmed",
            PlaceOrderScene::placed,
            Set.of("OK CONFIRMED"),
            THE_ORDER,
            "CONFIRMED"),
        new Row(
            "decided in time: inventory refused",
            Situations::outOfStock,
            Set.of("OK REJECTED"),
            THE_ORDER,
            "REJECTED"),
        new Row(
            "decided in time: card declined, given back",
            Situations::declined,
            Set.of("OK REJECTED"),
            THE_ORDER,
            "REJECTED"),
        new Row(
            "decided in time: card declined, compensation still running",
            Situations::declinedAndInventorySilent,
            Set.of("OK REJECTING"),
            THE_ORDER,
            "REJECTED"),
        new Row(
            "intent durable, payment silent",
            Situations::paymentSilent,
            Set.of("OK PENDING"),
            THE_ORDER,
            "CONFIRMED"),
        new Row(
            "intent durable, inventory silent",
            Situations::inventorySilent,
            Set.of("OK PENDING"),
            THE_ORDER,
            "CONFIRMED"),
        new Row(
            "CancelOrder won the race",
            Situations::cancelledMeanwhile,
            Set.of("OK CANCELLED"),
            THE_ORDER,
            "CANCELLED"),
        new Row(
            "CancelOrder won the race, compensation still running",
            Situations::cancelledMeanwhileAndInventorySilent,
            Set.of("OK CANCELLING"),
            THE_ORDER,
            "CANCELLED"),
        new Row(
            "too many orders in flight",
            Situations::queueFull,
            Set.of("RESOURCE_EXHAUSTED OVERLOADED"),
            NOTHING,
            "CONFIRMED"),
        new Row(
            "database down before the intent",
            Situations::databaseDown,
            // An idle session that was cut off is noticed by the text that also commits.
            Set.of("UNAVAILABLE DATABASE_UNAVAILABLE", "UNAVAILABLE OUTCOME_UNKNOWN"),
            NOTHING,
            "CONFIRMED"),
        new Row(
            "commit of the intent unknown, and it was stored",
            Situations::answersToCommitsLost,
            Set.of("UNAVAILABLE OUTCOME_UNKNOWN"),
            THE_ORDER,
            "CONFIRMED"),
        new Row(
            "commit of the intent unknown, and it was not stored",
            Situations::sessionsEndedInCommit,
            Set.of("UNAVAILABLE OUTCOME_UNKNOWN"),
            NOTHING,
            "CONFIRMED"),
        new Row(
            "caller's deadline passes while the intent is being stored",
            Situations::deadlineWhileStoring,
            // Which answer comes first depends on which of the two clocks is ahead.
            Set.of(
                "DEADLINE_EXCEEDED",
                "DEADLINE_EXCEEDED CALL_NOT_SENT",
                "DEADLINE_EXCEEDED TIME_EXPIRED",
                "UNAVAILABLE OUTCOME_UNKNOWN"),
            PERHAPS,
            "CONFIRMED"),
        new Row(
            "caller cancels while payment is asked",
            Situations::callerCancels,
            // An answer may just overtake the cancellation.
            Set.of("CANCELLED", "OK PENDING"),
            THE_ORDER,
            "CONFIRMED"));
  }

  /** For calls that must overlap while the first of them is still in progress. */
  private static final QuickSettings PATIENT =
      Situations.SETTINGS.workflowLimit(Duration.ofSeconds(8));

  @AutoClose private static final PlaceOrderScene SCENE = new PlaceOrderScene(Situations.SETTINGS);

  @BeforeEach
  void beginAnew() {
    SCENE.beginAnew();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void oneRequestPlacesOneOrder(Row row) {
    assertThat(row.call().apply(SCENE)).as("the first answer").isIn(row.answers());
    switch (row.stored()) {
      case NOTHING -> assertThat(SCENE.storedOrders()).isZero();
      case THE_ORDER -> assertThat(SCENE.storedOrders()).isOne();
      case PERHAPS -> assertThat(SCENE.storedOrders()).isLessThanOrEqualTo(1);
    }

    SCENE.calmDown();
    Order order = SCENE.repeatUntil(row.outcome());

    assertThat(order.getOrderId()).isEqualTo(SCENE.orderId());
    assertThat(SCENE.storedOrders()).isOne();
    assertShownByBoth(SCENE, order);
    assertOtherContentIsRefused(SCENE);
    SCENE.restartSecond();
    assertShownByBoth(SCENE, order);
  }

  @Test
  void aHundredEqualRequestsToTwoInstancesPlaceOneOrder() {
    try (PlaceOrderScene scene = new PlaceOrderScene(PATIENT.maxOrdersInFlight(100))) {
      List<CompletableFuture<Order>> calls =
          IntStream.range(0, 100)
              .mapToObj(number -> number % 2 == 0 ? scene.first() : scene.second())
              .map(stub -> scene.meanwhile(() -> stub.placeOrder(scene.request).getOrder()))
              .toList();

      List<Order> orders =
          calls.stream().map(call -> call.orTimeout(60, TimeUnit.SECONDS).join()).toList();

      assertThat(orders).extracting(Order::getOrderId).containsOnly(scene.orderId());
      Order order = scene.repeatUntil("CONFIRMED");
      assertThat(order.getVersion()).as("placed once, confirmed once").isEqualTo(2);
      assertThat(scene.storedOrders()).isOne();
      assertThat(scene.timesAsked("authorize")).isOne();
      scene.restartSecond();
      assertShownByBoth(scene, order);
    }
  }

  @Test
  void aDuplicateWaitsForTheRunningOneAndRunsNoStep() throws Exception {
    try (PlaceOrderScene scene = new PlaceOrderScene(PATIENT)) {
      var gate = Situations.holdPaymentsBack(scene);
      CompletableFuture<String> first = scene.placedMeanwhile();
      scene.awaitAsked("authorize");

      CompletableFuture<Order> duplicate =
          scene.meanwhile(() -> scene.second().placeOrder(scene.request).getOrder());
      Situations.awaitRepeatedReserve(scene);
      gate.countDown();

      assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo("OK CONFIRMED");
      assertThat(PlaceOrderScene.stateOf(duplicate.get(60, TimeUnit.SECONDS)))
          .isIn("CONFIRMED", "PENDING");
      assertThat(scene.timesAsked("authorize")).isOne();
    }
  }

  /** A repeat of a decided order runs no step; each intent reserves stock in parallel. */
  private static void assertShownByBoth(PlaceOrderScene scene, Order order) {
    long before = scene.asked().stream().filter(asked -> !asked.startsWith("reserve")).count();

    for (var instance : List.of(scene.first(), scene.second())) {
      instance = instance.withDeadlineAfter(Duration.ofSeconds(30));
      assertThat(instance.placeOrder(scene.request).getOrder()).isEqualTo(order);
      assertThat(scene.found(instance)).isEqualTo(order);
    }
    assertThat(scene.asked().stream().filter(asked -> !asked.startsWith("reserve")))
        .hasSize((int) before);
  }

  private static void assertOtherContentIsRefused(PlaceOrderScene scene) {
    for (var instance : List.of(scene.first(), scene.second())) {
      assertThat(PlaceOrderScene.answer(() -> instance.placeOrder(scene.otherContent()).getOrder()))
          .isEqualTo("ALREADY_EXISTS REQUEST_ID_REUSED");
    }
  }
}
