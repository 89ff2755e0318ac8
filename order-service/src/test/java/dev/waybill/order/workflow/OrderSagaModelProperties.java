package dev.waybill.order.workflow;

import dev.waybill.order.domain.OrderStore.DueWork;
import dev.waybill.order.workflow.Disturbances.Kind;
import dev.waybill.order.workflow.ModelParticipants.Mood;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;
import net.jqwik.api.statistics.Statistics;

/**
 * Runs the saga step by step, with several runs working on one order, and compares the result with
 * a model of how that order may end.
 */
final class OrderSagaModelProperties {

  private static final int MOST_ACTIONS = 40;

  @Property(tries = 600, shrinking = ShrinkingMode.BOUNDED)
  void everyOrderEndsAsTheModelAllows(@ForAll("chains") ActionChain<SagaWorld> chain) {
    SagaWorld world = chain.withInvariant("at every moment", SagaWorld::check).run();

    world.comeToRest();

    world.outcome().check();
    Statistics.collect(world.outcome().end());
    // Otherwise the property could hold only because no order gets that far.
    Statistics.coverage(
        coverage -> {
          coverage.check("COMPLETED").count(many -> many > 20);
          coverage.check("REJECTED").count(many -> many > 20);
          coverage.check("CANCELLED").count(many -> many > 20);
        });
  }

  /** Favors willing participants, and leaves many orders uncancelled. */
  @Provide
  Arbitrary<ActionChain<SagaWorld>> chains() {
    Arbitrary<Mood> moods =
        Arbitraries.of(Mood.values()).flatMap(mood -> Arbitraries.of(mood, Mood.WILLING));
    return Combinators.combine(moods, Arbitraries.of(0, 0, 1))
        .flatAs(OrderSagaModelProperties::chains);
  }

  private static Arbitrary<ActionChain<SagaWorld>> chains(Mood mood, int cancels) {
    ActionChainArbitrary<SagaWorld> chains =
        ActionChain.startWith(
            () -> {
              SagaWorld world = new SagaWorld(mood);
              world.place();
              return world;
            });
    return (cancels == 0
            ? chains
            : chains.withAction(1, Action.just(act("cancel", SagaWorld::cancel))))
        .withAction(2, Action.just(act("place again", SagaWorld::place)))
        .withAction(20, new Move())
        .withAction(1, new Chosen("die", SagaWorld::isBusy, SagaWorld::die))
        .withAction(2, new Chosen("arrive", SagaWorld::hasCallsUnderway, SagaWorld::arrive))
        .withAction(2, Action.just(act("recover", world -> world.takeUp(DueWork.RECOVERY))))
        .withAction(2, Action.just(act("fulfil", world -> world.takeUp(DueWork.FULFILMENT))))
        .withAction(2, Action.just(act("6 s pass", world -> world.pass(Duration.ofSeconds(6)))))
        .withMaxTransformations(MOST_ACTIONS);
  }

  private static Transformer<SagaWorld> act(String what, Consumer<SagaWorld> action) {
    return Transformer.mutate(what, action);
  }

  /**
   * One of the runs makes its next call. Most calls succeed, because otherwise few orders would get
   * far.
   */
  private static final class Move implements Action.Independent<SagaWorld> {

    @Override
    public boolean precondition(SagaWorld world) {
      return world.isBusy();
    }

    @Override
    public Arbitrary<Transformer<SagaWorld>> transformer() {
      Arbitrary<Kind> kinds =
          Arbitraries.frequency(
              Tuple.of(8, Kind.NONE),
              Tuple.of(1, Kind.REQUEST_LOST),
              Tuple.of(1, Kind.ANSWER_LOST),
              Tuple.of(1, Kind.LATE));
      return Combinators.combine(Arbitraries.integers().between(0, 5), kinds)
          .as((whose, kind) -> act("move " + whose + " " + kind, world -> world.move(whose, kind)));
    }
  }

  /** An event that concerns one of several candidates. */
  private record Chosen(
      String what, Predicate<SagaWorld> precondition, ObjIntConsumer<SagaWorld> event)
      implements Action.Independent<SagaWorld> {

    @Override
    public boolean precondition(SagaWorld world) {
      return precondition.test(world);
    }

    @Override
    public Arbitrary<Transformer<SagaWorld>> transformer() {
      return Arbitraries.integers()
          .between(0, 5)
          .map(which -> act(what + " " + which, world -> event.accept(world, which)));
    }
  }
}
