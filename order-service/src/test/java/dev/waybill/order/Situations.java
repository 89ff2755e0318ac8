package dev.waybill.order;

import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.CommitFault;
import dev.waybill.order.participants.ScriptedInventory;
import dev.waybill.order.participants.ScriptedPayments;
import dev.waybill.order.participants.Scripts;
import dev.waybill.proto.inventory.v1.Refusal;
import dev.waybill.proto.inventory.v1.RefusalReason;
import dev.waybill.proto.payment.v1.DeclineReason;
import dev.waybill.proto.payment.v1.PaymentState;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * The situations that a request to order-service can meet; each method returns what the caller is
 * told.
 */
final class Situations {

  private static final int ROOM = 4;

  /** Short leases, few orders in flight, and orders that stay confirmed. */
  static final QuickSettings SETTINGS =
      QuickSettings.withoutFulfilment()
          .workflowLimit(Duration.ofSeconds(3))
          .maxOrdersInFlight(ROOM);

  private Situations() {}

  static String outOfStock(PlaceOrderScene scene) {
    scene.inventory.reserve =
        asked ->
            ScriptedInventory.refused(
                asked.getOrderId(),
                Refusal.newBuilder()
                    .setReason(RefusalReason.REFUSAL_REASON_OUT_OF_STOCK)
                    .setSku("SKU-002")
                    .build());
    return scene.placed();
  }

  static String declined(PlaceOrderScene scene) {
    scene.payments.authorize =
        asked -> ScriptedPayments.declined(asked, DeclineReason.DECLINE_REASON_CARD_DECLINED);
    return scene.placed();
  }

  static String declinedAndInventorySilent(PlaceOrderScene scene) {
    scene.inventory.release = Scripts.failing(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE");
    return declined(scene);
  }

  static String paymentSilent(PlaceOrderScene scene) {
    scene.payments.authorize = Scripts.silence();
    return scene.placed();
  }

  static String inventorySilent(PlaceOrderScene scene) {
    scene.inventory.reserve = Scripts.silence();
    return scene.placed();
  }

  static String cancelledMeanwhile(PlaceOrderScene scene) {
    CountDownLatch gate = holdPaymentsBack(scene);
    CompletableFuture<String> answer = scene.placedMeanwhile();
    scene.awaitAsked("authorize");
    scene.cancelOnSecond();
    gate.countDown();
    return answer.join();
  }

  static String cancelledMeanwhileAndInventorySilent(PlaceOrderScene scene) {
    scene.inventory.release = Scripts.failing(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE");
    return cancelledMeanwhile(scene);
  }

  static String queueFull(PlaceOrderScene scene) {
    CountDownLatch gate = holdPaymentsBack(scene);
    CountDownLatch begun = new CountDownLatch(ROOM);
    var authorize = scene.payments.authorize;
    scene.payments.authorize =
        asked -> {
          begun.countDown();
          return authorize.apply(asked);
        };
    List<CompletableFuture<String>> others =
        Stream.generate(Requests::anyOrder)
            .limit(ROOM)
            .map(
                other ->
                    scene.meanwhile(
                        () ->
                            PlaceOrderScene.answer(
                                () -> scene.first().placeOrder(other).getOrder())))
            .toList();
    Scripts.await(begun);
    String answer = scene.placed();
    gate.countDown();
    others.forEach(CompletableFuture::join);
    return answer;
  }

  static String databaseDown(PlaceOrderScene scene) {
    scene.link.goDown();
    String answer = scene.placed();
    scene.link.comeUp();
    return answer;
  }

  /** More than the single lost answer that a group survives. */
  static String answersToCommitsLost(PlaceOrderScene scene) {
    scene.link.loseAnswersToCommits(100);
    return scene.placed();
  }

  static String sessionsEndedInCommit(PlaceOrderScene scene) {
    CommitFault.endSession(scene.database, "orders", 2);
    return scene.placed();
  }

  static String deadlineWhileStoring(PlaceOrderScene scene) {
    CommitFault.delay(scene.database, "orders", 1.5);
    return scene.placedWithin(Duration.ofMillis(700));
  }

  static String callerCancels(PlaceOrderScene scene) {
    CountDownLatch gate = holdPaymentsBack(scene);
    try (CancellableContext caller = Context.current().withCancellation()) {
      CompletableFuture<String> answer = caller.wrap(scene::placedMeanwhile).call();
      scene.awaitAsked("authorize");
      caller.cancel(null);
      return answer.join();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      gate.countDown();
    }
  }

  /** Cards are accepted once the gate opens. */
  static CountDownLatch holdPaymentsBack(PlaceOrderScene scene) {
    CountDownLatch gate = new CountDownLatch(1);
    scene.payments.authorize =
        Scripts.behind(
            gate,
            asked ->
                ScriptedPayments.inState(
                    asked.getOrderId(), PaymentState.PAYMENT_STATE_AUTHORIZED));
    return gate;
  }

  /** A duplicate also reserves, in parallel with its intent; then it waits. */
  static void awaitRepeatedReserve(PlaceOrderScene scene) {
    await().atMost(Duration.ofSeconds(60)).until(() -> scene.timesAsked("reserve") == 2);
  }
}
