package dev.waybill.cli.order;

import com.google.protobuf.Message;
import dev.waybill.cli.client.ClientCommand;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.client.WatchBound;
import dev.waybill.cli.client.WatchOptions;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.stream.ResumingStream;
import dev.waybill.cli.stream.ScreenNotices;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc.OrderServiceStub;
import dev.waybill.proto.order.v1.WatchOrderRequest;
import dev.waybill.proto.order.v1.WatchOrderResponse;
import dev.waybill.proto.order.v1.WatchOrdersRequest;
import dev.waybill.proto.order.v1.WatchOrdersResponse;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `waybill order watch`: shows each event once, as it happens, also across restarts. */
@Command(
    name = "watch",
    description = {
      "Shows the events of orders as they happen, one per line, each once and in order.",
      "One order is shown from its first event to its last. Several orders are shown from now on"
          + " until Ctrl-C. If the stream breaks, it resumes after the last event."
    },
    exitCodeList = {
      "0:the order is final, or --limit or --for ended the command",
      "1:the call failed",
      "2:wrong usage",
      "4:the order was not final when --for ended the command",
      "130:interrupted by Ctrl-C"
    })
final class OrderWatchCommand extends ClientCommand {
  @ArgGroup(multiplicity = "1")
  private WatchedOrders watched = new WatchedOrders();

  @Option(
      names = "--after-version",
      paramLabel = "N",
      description = "With ORDER_ID: only the events after this version.")
  private long afterVersion;

  @Option(
      names = "--resume-token",
      paramLabel = "TOKEN",
      description =
          "With --customer or --all: resume after the event that --json printed with this token.")
  private String resumeToken = "";

  @Mixin private WatchOptions options = new WatchOptions();

  private @Nullable ResumingStream<?> stream;

  OrderWatchCommand() {
    super(Services.ORDER);
  }

  @Override
  protected int run(Connection connection, Screen screen) throws InterruptedException {
    OrderServiceStub stub = OrderServiceGrpc.newStub(connection.channel());
    ScreenNotices notices = new ScreenNotices(connection.title(), screen);
    WatchBound bound = options.start();
    String orderId = watched.orderId;
    options.announce(watched.title(), screen);
    if (orderId == null) {
      show(all(stub, notices), OrderWatchCommand::event, bound, screen);
      return ExitCode.DONE;
    }
    show(one(orderId, stub, notices), OrderWatchCommand::event, bound, screen);
    return bound.isTimeUp() ? ExitCode.UNDECIDED : ExitCode.DONE;
  }

  /** Says how to resume after the last event, which matters after hours of watching. */
  @Override
  protected List<String> advice(StatusRuntimeException failure) {
    String position = stream == null ? "" : stream.position();
    if (position.isEmpty() || position.equals("0")) {
      return List.of();
    }
    String option = watched.orderId == null ? "--resume-token " : "--after-version ";
    return List.of("  to resume after the last event: " + option + position);
  }

  private ResumingStream<WatchOrderResponse> one(
      String orderId, OrderServiceStub stub, ScreenNotices notices) {
    if (!resumeToken.isEmpty()) {
      throw wrongUsage("--resume-token is for --customer and --all; use --after-version");
    }
    return new ResumingStream<>(
        (version, reader) -> stub.watchOrder(request(orderId, version), reader),
        message -> message.hasEvent() ? Long.toString(message.getEvent().getVersion()) : "",
        Long.toString(afterVersion),
        options.patience(),
        notices);
  }

  private ResumingStream<WatchOrdersResponse> all(OrderServiceStub stub, ScreenNotices notices) {
    if (afterVersion != 0) {
      throw wrongUsage("--after-version is for one order; use --resume-token");
    }
    WatchOrdersRequest.Builder request = WatchOrdersRequest.newBuilder();
    if (watched.customer != null) {
      request.setCustomerId(watched.customer);
    }
    return new ResumingStream<>(
        (token, reader) -> stub.watchOrders(request.setResumeToken(token).build(), reader),
        WatchOrdersResponse::getResumeToken,
        resumeToken,
        options.patience(),
        notices);
  }

  private <R extends Message> void show(
      ResumingStream<R> events,
      Function<R, Optional<OrderEvent>> eventOf,
      WatchBound bound,
      Screen screen)
      throws InterruptedException {
    stream = events;
    events.read(
        messages -> {
          List<R> some =
              bound.admit(
                  messages.stream().filter(message -> eventOf.apply(message).isPresent()).toList());
          for (R message : some) {
            screen.line(
                wantsJson()
                    ? Screen.jsonLine(message)
                    : OrderView.line(eventOf.apply(message).orElseThrow()));
          }
          return !bound.isReached() && screen.hasReader();
        });
  }

  private static WatchOrderRequest request(String orderId, String version) {
    return WatchOrderRequest.newBuilder()
        .setOrderId(orderId)
        .setAfterVersion(Long.parseLong(version))
        .build();
  }

  private static Optional<OrderEvent> event(WatchOrderResponse message) {
    return message.hasEvent() ? Optional.of(message.getEvent()) : Optional.empty();
  }

  private static Optional<OrderEvent> event(WatchOrdersResponse message) {
    return message.hasEvent() ? Optional.of(message.getEvent()) : Optional.empty();
  }

  /** The orders to watch: exactly one of these options. */
  private static final class WatchedOrders {
    @Parameters(paramLabel = "ORDER_ID", arity = "1", description = "One order, by its UUID.")
    @Nullable String orderId;

    @Option(names = "--customer", paramLabel = "ID", description = "All orders of this customer.")
    @Nullable String customer;

    @Option(names = "--all", description = "All orders.")
    @SuppressWarnings("UnusedVariable") // the other two say enough
    boolean all;

    /** What messages call these orders. */
    String title() {
      if (orderId != null) {
        return "order " + orderId;
      }
      return customer == null ? "all orders" : "the orders of customer " + customer;
    }
  }
}
