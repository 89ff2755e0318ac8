package dev.waybill.common.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.rpc.ErrorInfo;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.error.ErrorDetails;
import dev.waybill.common.testing.CallError;
import dev.waybill.common.testing.LoggedLines;
import dev.waybill.common.testing.StreamCaller;
import dev.waybill.common.testing.TokenIssuer;
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.audit.v1.CheckInvariantsRequest;
import dev.waybill.sample.v1.ForeignServiceGrpc;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.GetItemResponse;
import dev.waybill.sample.v1.SampleServiceGrpc;
import dev.waybill.sample.v1.WatchItemsRequest;
import dev.waybill.sample.v1.WatchItemsResponse;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.channelz.v1.ChannelzGrpc;
import io.grpc.channelz.v1.GetServersRequest;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A server that knows people by their tokens, over real sockets. */
final class AuthenticationTest {
  private static final GetItemRequest REQUEST =
      GetItemRequest.newBuilder().setName("ITEM-1").build();

  @TempDir private static Path emptyFolder;

  @TempDir private Path folder;
  private TokenIssuer issuer;
  private ServerOfTokens server;

  @BeforeEach
  void start() {
    issuer = TokenIssuer.in(folder);
    server = ServerOfTokens.start(issuer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void admitsACallerWithTheRightRole() {
    assertThat(get(server.calledBy("c1", "customer"))).isNotNull();
    assertThat(CallError.of(() -> get(server.calledBy("c1"))).ending())
        .isEqualTo("PERMISSION_DENIED CALLER_NOT_ALLOWED");
    assertThat(CallError.of(() -> get(server.calledBy("c1", "operator"))).ending())
        .isEqualTo("PERMISSION_DENIED CALLER_NOT_ALLOWED");
  }

  @Test
  void makesNobodyAServiceByAToken() {
    assertThat(CallError.of(() -> get(server.calledBy("ledger", "service"))).ending())
        .isEqualTo("PERMISSION_DENIED CALLER_NOT_ALLOWED");
  }

  @Test
  void refusesEveryBadTokenWithAChallengeAndBeforeItReachesTheService() {
    List<TokenIssuer.BadToken> bad = issuer.badTokens("c1", "customer");

    assertThat(bad)
        .allSatisfy(
            token -> {
              StatusRuntimeException failure =
                  failure(TokenIssuer.with(token.token(), server.channel()));
              assertThat(CallError.of(failure).ending())
                  .isEqualTo("UNAUTHENTICATED " + token.reason());
              assertThat(challenge(failure)).isEqualTo("Bearer error=\"invalid_token\"");
            });
    assertThat(server.calls()).isZero();
  }

  @Test
  void asksACallerWithoutCredentialsForAToken() {
    StatusRuntimeException failure = failure(server.channel());

    assertThat(CallError.of(failure).ending()).isEqualTo("UNAUTHENTICATED CREDENTIALS_MISSING");
    assertThat(challenge(failure)).isEqualTo("Bearer");
  }

  @Test
  void logsNoToken() {
    String good = issuer.token("c1", "customer");
    try (LoggedLines lines = new LoggedLines("dev.waybill")) {
      get(TokenIssuer.with(good, server.channel()));
      issuer
          .badTokens("c1", "customer")
          .forEach(
              bad -> {
                failure(TokenIssuer.with(bad.token(), server.channel()));
                assertThat(lines.with(bad.token())).isEmpty();
                assertThat(lines.with(signature(bad.token()))).isEmpty();
              });
      await().until(() -> !lines.with("GetItem UNAUTHENTICATED").isEmpty());
      assertThat(lines.with(good)).isEmpty();
      assertThat(lines.with(signature(good))).isEmpty();
    }
  }

  @Test
  void logsEachRefusedCallInOneLine() {
    for (TokenIssuer.BadToken bad : issuer.badTokens("c1", "customer")) {
      assertOneLine("UNAUTHENTICATED", TokenIssuer.with(bad.token(), server.channel()));
    }
    assertOneLine("UNAUTHENTICATED", server.channel());
    assertOneLine("PERMISSION_DENIED", server.calledBy("ops", "operator"));
  }

  private static void assertOneLine(String code, Channel channel) {
    try (LoggedLines lines = new LoggedLines("dev.waybill")) {
      failure(channel);
      await().until(() -> !lines.with("GetItem " + code).isEmpty());
      // No other test makes such calls meanwhile.
      assertThat(lines.with("GetItem " + code))
          .singleElement()
          .asString()
          .startsWith("INFO sample.v1.SampleService/GetItem " + code);
    }
  }

  @Test
  void leavesHealthOpenAndTheRestOfTheInfrastructureToOperators() {
    Channel operator = server.calledBy("ops", "operator");
    var request = HealthCheckRequest.getDefaultInstance();
    assertThat(HealthGrpc.newBlockingStub(server.channel()).check(request)).isNotNull();

    for (var method : operatorMethods()) {
      assertThat(ending(server.channel(), method)).isEqualTo("UNAUTHENTICATED CREDENTIALS_MISSING");
      assertThat(ending(server.calledBy("c1", "customer"), method))
          .isEqualTo("PERMISSION_DENIED CALLER_NOT_ALLOWED");
      assertThat(code(operator, method)).isNotIn(Code.UNAUTHENTICATED, Code.PERMISSION_DENIED);
    }
    assertThat(
            ChannelzGrpc.newBlockingStub(operator)
                .getServers(GetServersRequest.getDefaultInstance()))
        .isNotNull();
  }

  @SuppressWarnings("deprecation") // older clients call it
  private static List<MethodDescriptor<?, ?>> operatorMethods() {
    return List.of(
        ServerReflectionGrpc.getServerReflectionInfoMethod(),
        io.grpc.reflection.v1alpha.ServerReflectionGrpc.getServerReflectionInfoMethod(),
        ChannelzGrpc.getGetServersMethod(),
        ForeignServiceGrpc.getGetItemMethod());
  }

  @Test
  void endsAStreamWithItsTokenAndSaysHowToResume() {
    String token = expiringToken("c1", "customer");

    var watch = watch(TokenIssuer.with(token, server.channel()));

    await().until(watch::isOver);
    assertThat(watch.ending()).isEqualTo("UNAVAILABLE STREAM_ENDED");
    assertThat(watch.resumeToken()).isEqualTo("the-place");
  }

  /** Returns a token that has expired already, but is within the leeway for three more seconds. */
  private String expiringToken(String subject, String role) {
    // The first call connects and loads classes, which may take longer than that.
    get(server.calledBy("c1", "customer"));
    return issuer.tokenFor(TokenVerifier.LEEWAY.minusSeconds(3).negated(), subject, role);
  }

  @Test
  void endsAForeignStreamWithItsTokenToo() {
    String token = expiringToken("ops", "operator");

    var stream =
        StreamCaller.open(
            TokenIssuer.with(token, server.channel()), ForeignServiceGrpc.getExchangeItemsMethod());

    assertThat(stream.ending()).isEqualTo("UNAVAILABLE STREAM_ENDED");
  }

  @Test
  void endsAnAnswerThatCannotBeResumedWithItsToken() throws Exception {
    var audit =
        StreamCaller.open(
                TokenIssuer.with(expiringToken("ops", "operator"), server.channel()),
                AuditServiceGrpc.getCheckInvariantsMethod())
            .send(CheckInvariantsRequest.getDefaultInstance())
            .finish()
            .request(1);

    assertThat(audit.next().getViolation().getInvariant()).isEqualTo("I1");
    await().until(() -> server.auditsUnderWay() == 0);
    // The end comes after what was sent before.
    audit.request(Integer.MAX_VALUE);
    assertThat(audit.ending()).isEqualTo("UNAUTHENTICATED TOKEN_EXPIRED");
  }

  @Test
  @SuppressWarnings("deprecation") // older clients call it
  void endsReflectionWithItsToken() {
    Channel operator = TokenIssuer.with(expiringToken("ops", "operator"), server.channel());

    var streams =
        List.of(
            StreamCaller.open(operator, ServerReflectionGrpc.getServerReflectionInfoMethod()),
            StreamCaller.open(
                operator,
                io.grpc.reflection.v1alpha.ServerReflectionGrpc.getServerReflectionInfoMethod()));

    assertThat(streams).extracting(StreamCaller::ending).containsOnly("UNAVAILABLE STREAM_ENDED");
  }

  @Test
  void rotatesKeysUnderLoadWithoutAFailedCall() throws Exception {
    var lasting = watch(server.calledBy("c1", "customer"));
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> calls =
          Stream.generate(() -> callers.submit(() -> callUntil(over))).limit(4).toList();
      for (int i = 0; i < 100; i++) {
        issuer.rotate();
        int number = i;
        assertThat(get(server.calledBy("c" + number, "customer"))).isNotNull();
      }
      over.set(true);
      for (Future<Integer> call : calls) {
        assertThat(call.get()).isPositive();
      }
    }
    assertThat(lasting.isOver()).isFalse();
  }

  /** Calls with new tokens, and returns how many calls there were; a failed one throws. */
  private int callUntil(AtomicBoolean over) {
    int calls = 0;
    while (!over.get()) {
      get(server.calledBy("c1", "customer"));
      calls++;
    }
    return calls;
  }

  @Test
  void refusesAKeyThatIsNoLongerPublished() {
    String old = issuer.token("c1", "customer");
    get(TokenIssuer.with(old, server.channel()));

    issuer.rotate();
    issuer.withdrawOldKeys();
    get(server.calledBy("c2", "customer"));

    assertThat(CallError.of(() -> get(TokenIssuer.with(old, server.channel()))).ending())
        .isEqualTo("UNAUTHENTICATED TOKEN_INVALID");
  }

  @Test
  void doesNotStartWithoutTheFileOfItsKeys() {
    AuthSettings settings =
        CommandLine.populateCommand(
            new AuthSettings(),
            "--auth-jwks=" + emptyFolder.resolve("none.json"),
            "--auth-issuer=i",
            "--auth-audience=a");
    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(settings::open)
        .withMessage(
            "--auth-jwks %s: there is no such file".formatted(emptyFolder.resolve("none.json")));
  }

  private static String signature(String token) {
    int begin = token.lastIndexOf('.') + 1;
    return begin == token.length() ? token : token.substring(begin);
  }

  private static GetItemResponse get(Channel channel) {
    return SampleServiceGrpc.newBlockingStub(channel).getItem(REQUEST);
  }

  private static StatusRuntimeException failure(Channel channel) {
    try {
      get(channel);
    } catch (StatusRuntimeException e) {
      return e;
    }
    throw new AssertionError("the call succeeded");
  }

  private static String challenge(StatusRuntimeException failure) {
    Optional<ErrorInfo> info = ErrorDetails.find(failure, ErrorInfo.class);
    return info.orElseThrow().getMetadataOrDefault("www_authenticate", "");
  }

  private static <Q, R> String ending(Channel channel, MethodDescriptor<Q, R> method) {
    return StreamCaller.open(channel, method).finish().request(1).ending();
  }

  private static <Q, R> Code code(Channel channel, MethodDescriptor<Q, R> method) {
    return StreamCaller.open(channel, method).finish().request(1).code();
  }

  private static StreamCaller<WatchItemsRequest, WatchItemsResponse> watch(Channel channel) {
    return StreamCaller.open(channel, SampleServiceGrpc.getWatchItemsMethod())
        .send(WatchItemsRequest.getDefaultInstance())
        .finish()
        .request(1);
  }
}
