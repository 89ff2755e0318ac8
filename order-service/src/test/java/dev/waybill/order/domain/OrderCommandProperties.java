package dev.waybill.order.domain;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.StoredStates.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.audit.OrderHistory;
import dev.waybill.order.domain.OrderActions.Action;
import dev.waybill.order.domain.OrderState.VisibleState;
import dev.waybill.order.domain.OrderStep.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Invariants of orders under any sequence of actions. */
final class OrderCommandProperties {

  @Property
  void ordersAgreeWithTheModel(@ForAll("sequences") List<Action> actions) {
    OrderHistory history = new OrderHistory();
    OrderModel model = new OrderModel();
    for (Action action : actions) {
      switch (action) {
        // A command that no workflow may send is refused, and changes nothing.
        case Action.Send(OrderCommand<?> command) ->
            history
                .attempt(command)
                .ifPresent(
                    decision ->
                        assertThat(decision.results().getFirst().getClass().getSimpleName())
                            .as("%s", command)
                            .isEqualTo(model.apply(command)));
        case Action.ClaimDue(OrderId id, Claim claim) -> {
          history.claim(id, claim);
          model.claimDue(id, claim);
        }
      }
      history
          .orders()
          .forEach(
              (id, order) ->
                  assertThat(
                          order.order().state().getClass().getSimpleName().toUpperCase(Locale.ROOT))
                      .as("after %s", action)
                      .isEqualTo(model.state(id)));
    }
  }

  @Property
  void everyEventTrailIsPossible(@ForAll("sequences") List<Action> actions) {
    OrderHistory history = replay(actions);

    history
        .orders()
        .forEach(
            (id, order) ->
                assertThat(
                        history
                            .trail(id)
                            .faults(
                                VisibleState.of(order.order().state()), order.order().version()))
                    .isEmpty());
    assertThat(history.events()).allMatch(event -> history.find(event.orderId()).isPresent());
  }

  @Property
  void anOrderKeepsTheContentItWasFirstPlacedWith(@ForAll("sequences") List<Action> actions) {
    OrderHistory history = new OrderHistory();
    for (Action action : actions) {
      List<ClaimedOrder> before = List.copyOf(history.orders().values());
      apply(history, action);
      for (ClaimedOrder order : before) {
        Order now = history.find(order.id()).orElseThrow().order();
        assertThat(now.request()).isEqualTo(order.order().request());
        assertThat(now.contentHash()).isEqualTo(now.request().contentHash());
      }
    }
  }

  @Property
  void replacedClaimChangesNothing(
      @ForAll("sequences") List<Action> actions, @ForAll("commands") OrderCommand<?> command) {
    OrderHistory history = replay(actions);
    Optional<ClaimedOrder> stored = history.find(command.orderId());

    if (stored.isPresent()
        && command instanceof OrderStep step
        && !step.claim().equals(stored.get().claim())) {
      Decision decision = history.attempt(command).orElseThrow();
      assertThat(decision.changed()).isEmpty();
      assertThat(decision.events()).isEmpty();
      if (!(step instanceof OrderStep.TakeOver)) {
        assertThat(decision.results()).containsExactly(new StepResult.Fenced(stored.get().order()));
      }
    }
  }

  @Property
  void anOrderThatTurnedBackNeverGoesForward(@ForAll("sequences") List<Action> actions) {
    OrderHistory history = new OrderHistory();
    for (Action action : actions) {
      List<ClaimedOrder> before = List.copyOf(history.orders().values());
      apply(history, action);
      for (ClaimedOrder order : before) {
        VisibleState was = VisibleState.of(order.order().state());
        VisibleState is = VisibleState.of(history.find(order.id()).orElseThrow().order().state());
        if (was == VisibleState.REJECTING || was == VisibleState.CANCELLING || was.isFinal()) {
          assertThat(is == was || was.leadsTo(is)).as("%s to %s", was, is).isTrue();
        }
      }
    }
  }

  @Property
  void repeatedCommandHasTheSameResultAndChangesNothing(
      @ForAll("sequences") List<Action> actions, @ForAll("commands") OrderCommand<?> command) {
    OrderHistory history = replay(actions);
    Optional<Decision> once = history.attempt(command);
    Optional<Decision> again = history.attempt(command);

    assertThat(again.isPresent()).isEqualTo(once.isPresent());
    // A repeated PutOff puts the order off once more.
    if (once.isPresent() && !(command instanceof OrderStep.PutOff)) {
      Decision repeated = again.orElseThrow();
      assertThat(repeated.results()).isEqualTo(once.get().results());
      assertThat(repeated.placed()).isEmpty();
      assertThat(repeated.changed()).isEmpty();
      assertThat(repeated.events()).isEmpty();
    }
  }

  @Property
  void groupIsDecidedLikeItsCommandsOneByOne(
      @ForAll("sequences") List<Action> actions, @ForAll("groups") List<OrderCommand<?>> commands) {
    OrderHistory oneByOne = replay(actions);
    OrderHistory together = replay(actions);
    List<OrderCommand<?>> legal = new ArrayList<>();
    List<Object> results = new ArrayList<>();
    for (OrderCommand<?> command : commands) {
      oneByOne
          .attempt(command)
          .ifPresent(
              decision -> {
                legal.add(command);
                results.addAll(decision.results());
              });
    }

    Decision group = together.applyAll(legal);

    assertThat(group.results()).isEqualTo(results);
    assertThat(together.orders()).isEqualTo(oneByOne.orders());
    assertThat(together.events()).isEqualTo(oneByOne.events());
    assertThat(Stream.concat(group.placed().stream(), group.changed().stream()))
        .extracting(ClaimedOrder::id)
        .doesNotHaveDuplicates();
  }

  @Property
  void claimingADueOrderFencesItsFormerOwner(@ForAll("sequences") List<Action> actions) {
    OrderHistory history = replay(actions);
    for (ClaimedOrder order : history.orders().values()) {
      ClaimedOrder claimed = order.claimedBy(Claim.fresh(), NOW, TIMES);
      assertThat(claimed.claim()).isNotEqualTo(order.claim());
      assertThat(claimed.lease().due()).isEqualTo(NOW.plus(TIMES.lease()));
      assertThat(VisibleState.of(claimed.order().state()))
          .isEqualTo(VisibleState.of(order.order().state()));
      assertThat(claimed.order().version()).isEqualTo(order.order().version());
    }
  }

  @Provide
  Arbitrary<List<Action>> sequences() {
    return OrderActions.sequences();
  }

  @Provide
  Arbitrary<OrderCommand<?>> commands() {
    return OrderActions.commands();
  }

  @Provide
  Arbitrary<List<OrderCommand<?>>> groups() {
    return OrderActions.commands().list().ofMaxSize(12);
  }

  private static OrderHistory replay(List<Action> actions) {
    OrderHistory history = new OrderHistory();
    actions.forEach(action -> apply(history, action));
    return history;
  }

  private static void apply(OrderHistory history, Action action) {
    switch (action) {
      case Action.Send(OrderCommand<?> command) -> history.attempt(command);
      case Action.ClaimDue(OrderId id, Claim claim) -> history.claim(id, claim);
    }
  }
}
