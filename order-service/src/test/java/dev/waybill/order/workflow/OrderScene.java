package dev.waybill.order.workflow;

import dev.waybill.common.db.Database;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.OrderPorts;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderFixtures;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderState;
import dev.waybill.order.domain.OrderTimes;
import dev.waybill.order.store.PostgresOrderStore;
import dev.waybill.order.workflow.Disturbances.Kind;
import dev.waybill.order.workflow.PlaceOrder.PlaceResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** One request and all that works on its order, on a real database and willing participants. */
final class OrderScene implements AutoCloseable {

  static final OrderTimes TIMES =
      new OrderTimes(
          Duration.ofSeconds(6),
          Duration.ofSeconds(3),
          Duration.ofSeconds(20),
          Duration.ofHours(1));

  private static final WorkflowSettings SETTINGS =
      new WorkflowSettings(
          TIMES,
          Duration.ofMinutes(1),
          10,
          new WorkflowSettings.Background(Duration.ofMillis(50), 2),
          new WorkflowSettings.Background(Duration.ofMillis(50), 2));

  private final OrderRequest request = OrderFixtures.anyRequest();
  private final Database database =
      Database.open(TestPostgres.freshDatabase(OrderPorts.MIGRATIONS), OrderPorts.MIGRATIONS);
  private final PostgresOrderStore store = new PostgresOrderStore(database, TIMES);
  private final ModelParticipants participants;
  private final OrderSaga saga;
  private final OrderRecovery recovery;
  private final UnusedHolds unusedHolds;
  private final PlaceOrder placeOrder;

  private OrderScene(List<Kind> failures) {
    Disturbances disturbances = new Disturbances(failures);
    DisturbedStore disturbed = new DisturbedStore(store, disturbances);
    participants = new ModelParticipants(ModelParticipants.Mood.WILLING, disturbances, () -> "");
    saga = new OrderSaga(disturbed, participants, participants, SETTINGS, Interruptions.IGNORED);
    recovery = new OrderRecovery(disturbed, saga, SETTINGS);
    unusedHolds = new UnusedHolds(participants, SETTINGS);
    placeOrder = new PlaceOrder(disturbed, participants, saga, recovery, unusedHolds, SETTINGS);
    recovery.start();
    unusedHolds.start();
  }

  static OrderScene withoutFailures() {
    return new Failures().scene();
  }

  /** Begins to tell how the scene's calls fail, one after the other; later ones succeed. */
  static Failures where() {
    return new Failures();
  }

  /** Returns the order once it is answered. */
  Order place() {
    return switch (placeOrder.place(request, "test", budget())) {
      case PlaceResult.Placed placed -> placed.order();
      case PlaceResult.RequestIdReused reused -> throw new AssertionError(reused);
    };
  }

  /** Records the order and does no more. */
  ClaimedOrder record() {
    OrderCommand.Place intent = OrderCommand.Place.of(request, Claim.fresh(), "test");
    return switch (store.beginNew(intent, budget()).get()) {
      case Placement.Recorded recorded -> recorded.claimed();
      case Placement other -> throw new AssertionError(other);
    };
  }

  boolean isStored() {
    return store.find(request.orderId(), budget()).isPresent();
  }

  Order stored() {
    return store.find(request.orderId(), budget()).orElseThrow();
  }

  void awaitConfirmed() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> stored().state() instanceof OrderState.Confirmed);
  }

  OrderSaga saga() {
    return saga;
  }

  ModelParticipants participants() {
    return participants;
  }

  static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(3));
  }

  @Override
  public void close() {
    recovery.close();
    unusedHolds.close();
    store.close();
    database.close();
  }

  /**
   * How the first calls of a scene end. The calls are named in the order in which they are made.
   */
  static final class Failures {

    private final List<Kind> kinds = new ArrayList<>();

    Failures intent(Kind kind) {
      return next(kind);
    }

    Failures reserve(Kind kind) {
      return next(kind);
    }

    Failures withdraw(Kind kind) {
      return next(kind);
    }

    Failures authorize(Kind kind) {
      return next(kind);
    }

    Failures confirm(Kind kind) {
      return next(kind);
    }

    OrderScene scene() {
      return new OrderScene(kinds);
    }

    private Failures next(Kind kind) {
      kinds.add(kind);
      return this;
    }
  }
}
