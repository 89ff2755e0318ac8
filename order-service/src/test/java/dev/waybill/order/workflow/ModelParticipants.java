package dev.waybill.order.workflow;

import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.Inventory;
import dev.waybill.order.domain.Order.Pricing;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderReason;
import dev.waybill.order.domain.OrderReason.ReasonCode;
import dev.waybill.order.domain.OrderRequest.OrderLine;
import dev.waybill.order.domain.ParticipantUnavailableException;
import dev.waybill.order.domain.Payments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An exact in-memory model of what inventory and payment promise about one order. */
final class ModelParticipants implements Inventory, Payments {

  /** What the participants decide on the first request. */
  enum Mood {
    WILLING,
    OUT_OF_STOCK,
    CARD_DECLINED,
    STOCK_LOST,
    CAPTURE_REFUSED
  }

  private final Mood mood;
  private final Disturbances disturbances;
  private final Supplier<String> storedState;
  private final List<String> asked = new ArrayList<>();
  private String stock = "NONE";
  private String money = "NONE";

  /** The only attempt that knows the decision about stock; null if others know it, too. */
  private @Nullable Claim onlyAttempt;

  /** The attempt whose reserve no longer has an effect. */
  private Claim withdrawn = Claim.fresh();

  ModelParticipants(Mood mood, Disturbances disturbances, Supplier<String> storedState) {
    this.mood = mood;
    this.disturbances = disturbances;
    this.storedState = storedState;
  }

  synchronized String stock() {
    return stock;
  }

  String money() {
    return money;
  }

  /** The requests so far, such as "reserve in Pending". */
  List<String> asked() {
    return asked;
  }

  @Override
  public Reservation reserve(
      OrderId id,
      List<OrderLine> lines,
      @Nullable Money expectedTotal,
      @Nullable Claim attempt,
      TimeBudget budget) {
    return ask(
        "reserve",
        () -> {
          boolean isWithdrawn = stock.equals("WITHDRAWN") && !withdrawn.equals(attempt);
          if (stock.equals("NONE") || isWithdrawn) {
            stock = mood == Mood.OUT_OF_STOCK ? "REFUSED" : "HELD";
            onlyAttempt = attempt;
          } else if (attempt == null || !attempt.equals(onlyAttempt)) {
            onlyAttempt = null;
          }
          return switch (stock) {
            case "HELD" -> new Reservation.Held(pricingOf(lines), Duration.ofMinutes(15));
            case "REFUSED" -> new Reservation.Refused(OrderReason.of(ReasonCode.OUT_OF_STOCK));
            default -> new Reservation.Gone();
          };
        });
  }

  private static Pricing pricingOf(List<OrderLine> lines) {
    Money price = new Money("EUR", 100);
    int pieces = lines.stream().mapToInt(OrderLine::quantity).sum();
    return new Pricing(lines.stream().map(_ -> price).toList(), price.times(pieces));
  }

  @Override
  public boolean withdraw(OrderId id, Claim attempt, TimeBudget budget) {
    return ask(
        "withdraw",
        () -> {
          boolean isUndecided = stock.equals("NONE") || stock.equals("WITHDRAWN");
          if (isUndecided || (attempt.equals(onlyAttempt) && !stock.equals("COMMITTED"))) {
            stock = "WITHDRAWN";
            withdrawn = attempt;
            onlyAttempt = null;
          }
          return !stock.equals("HELD") && !stock.equals("COMMITTED");
        });
  }

  @Override
  public CommitOutcome commit(OrderId id, TimeBudget budget) {
    return ask(
        "commit",
        () -> {
          if (stock.equals("HELD")) {
            stock = mood == Mood.STOCK_LOST ? "EXPIRED" : "COMMITTED";
          }
          return stock.equals("COMMITTED") ? CommitOutcome.COMMITTED : CommitOutcome.STOCK_LOST;
        });
  }

  @Override
  public void release(OrderId id, TimeBudget budget) {
    ask(
        "release",
        () -> {
          onlyAttempt = null;
          stock = stock.equals("REFUSED") ? "REFUSED" : "RELEASED";
          return stock;
        });
  }

  @Override
  public Authorization authorize(OrderId id, Money amount, String paymentToken, TimeBudget budget) {
    return ask(
        "authorize",
        () -> {
          if (money.equals("NONE")) {
            money = mood == Mood.CARD_DECLINED ? "DECLINED" : "AUTHORIZED";
          }
          return switch (money) {
            case "AUTHORIZED" -> new Authorization.Authorized();
            case "DECLINED" -> new Authorization.Declined(OrderReason.of(ReasonCode.CARD_DECLINED));
            default -> new Authorization.Closed();
          };
        });
  }

  @Override
  public CaptureOutcome capture(OrderId id, Money amount, TimeBudget budget) {
    return ask(
        "capture",
        () -> {
          if (money.equals("AUTHORIZED") && mood != Mood.CAPTURE_REFUSED) {
            money = "CAPTURED";
          }
          return money.equals("CAPTURED") ? CaptureOutcome.CAPTURED : CaptureOutcome.REFUSED;
        });
  }

  @Override
  public void cancel(OrderId id, TimeBudget budget) {
    ask(
        "cancel",
        () ->
            money =
                switch (money) {
                  case "CAPTURED", "REFUNDED" -> "REFUNDED";
                  case "DECLINED" -> "DECLINED";
                  default -> "VOIDED";
                });
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  private synchronized <T> T ask(String question, Supplier<T> answer) {
    asked.add(question + " in " + storedState.get());
    return disturbances.ask(
        answer,
        () -> new ParticipantUnavailableException(question + " lost"),
        () -> new ParticipantUnavailableException("answer to " + question + " lost"));
  }
}
