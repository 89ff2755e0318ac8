package dev.waybill.system.callers;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.rpc.Status;
import dev.waybill.common.testing.CallError;
import dev.waybill.common.testing.LoggedLines;
import dev.waybill.common.testing.StreamCaller;
import dev.waybill.common.testing.TokenIssuer;
import dev.waybill.common.testing.TokenIssuer.BadToken;
import dev.waybill.local.shop.Catalogue;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.WatchOrdersRequest;
import dev.waybill.proto.rpc.v1.RpcProto;
import dev.waybill.proto.template.v1.CreateSampleRequest;
import dev.waybill.proto.template.v1.TemplateServiceGrpc;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every method of the shop's services and of the template, called over TLS by every kind of caller,
 * with its own resources and those of others. What is expected is written down here once more, so
 * that a change of a contract is a change of this table.
 */
final class CallerMatrixTest {
  private static final String OWN = "c1";
  private static final String OTHER = "c2";
  private static final String MISSING = UUID.randomUUID().toString();

  private static final String PEOPLE = "customer operator";
  private static final String OPERATORS = "operator";
  private static final String ORDER_SERVICE = "order";

  /** The callers who may use each method. */
  private static final Map<String, String> ADMITTED =
      Map.ofEntries(
          entry("waybill.order.v1.OrderService/PlaceOrder", PEOPLE),
          entry("waybill.order.v1.OrderService/GetOrder", PEOPLE),
          entry("waybill.order.v1.OrderService/ListOrders", PEOPLE),
          entry("waybill.order.v1.OrderService/CancelOrder", PEOPLE),
          entry("waybill.order.v1.OrderService/WatchOrder", PEOPLE),
          entry("waybill.order.v1.OrderService/WatchOrders", PEOPLE),
          entry("waybill.order.v1.OrderService/ImportOrders", PEOPLE),
          entry("waybill.inventory.v1.InventoryService/PutItem", OPERATORS),
          entry("waybill.inventory.v1.InventoryService/GetItem", PEOPLE + " order inventory"),
          entry("waybill.inventory.v1.InventoryService/ListItems", PEOPLE),
          entry("waybill.inventory.v1.InventoryService/ReserveStock", ORDER_SERVICE),
          entry("waybill.inventory.v1.InventoryService/CommitReservation", ORDER_SERVICE),
          entry("waybill.inventory.v1.InventoryService/ReleaseReservation", ORDER_SERVICE),
          entry("waybill.inventory.v1.InventoryService/WithdrawReservation", ORDER_SERVICE),
          entry("waybill.inventory.v1.InventoryService/ReceiveStock", OPERATORS),
          entry("waybill.inventory.v1.InventoryService/WatchStock", PEOPLE),
          entry("waybill.payment.v1.PaymentService/AuthorizePayment", ORDER_SERVICE),
          entry("waybill.payment.v1.PaymentService/CapturePayment", ORDER_SERVICE),
          entry("waybill.payment.v1.PaymentService/CancelPayment", ORDER_SERVICE),
          entry("waybill.payment.v1.PaymentService/GetPayment", OPERATORS),
          entry("waybill.payment.v1.PaymentService/ListPayments", OPERATORS),
          entry("waybill.payment.v1.PaymentService/SettlePayments", ORDER_SERVICE),
          entry("waybill.template.v1.TemplateService/CreateSample", PEOPLE),
          entry("waybill.template.v1.TemplateService/CloseSample", OPERATORS),
          entry("waybill.template.v1.TemplateService/GetSample", PEOPLE),
          entry("waybill.template.v1.TemplateService/ListSamples", OPERATORS),
          entry("waybill.template.v1.TemplateService/WatchSamples", OPERATORS),
          entry("waybill.audit.v1.AuditService/CheckInvariants", OPERATORS),
          entry("waybill.order.audit.v1.OrderAuditService/ListDigests", OPERATORS),
          entry("waybill.inventory.audit.v1.InventoryAuditService/ListDigests", OPERATORS),
          entry("waybill.inventory.audit.v1.InventoryAuditService/GetDigest", OPERATORS),
          entry("waybill.payment.audit.v1.PaymentAuditService/ListDigests", OPERATORS));

  /** The methods whose request names a resource that belongs to a customer. */
  private static final List<String> ABOUT_A_RESOURCE =
      List.of(
          "waybill.order.v1.OrderService/GetOrder",
          "waybill.order.v1.OrderService/CancelOrder",
          "waybill.order.v1.OrderService/WatchOrder",
          "waybill.template.v1.TemplateService/GetSample");

  @TempDir private static Path folder;
  private static SecuredServices services;

  /** Each kind of caller by name. */
  private static final Map<String, Channel> CALLERS = new LinkedHashMap<>();

  /** The ids of resources of two customers, by the field that names them. */
  private static final Map<String, Map<String, String>> IDS = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws Exception {
    services = new SecuredServices(folder);
    TokenIssuer issuer = services.issuer();
    Channel open = services.channel();
    CALLERS.put("customer", TokenIssuer.with(issuer.token(OWN, "customer"), open));
    CALLERS.put("operator", TokenIssuer.with(issuer.token("ops", "operator"), open));
    CALLERS.put("person without a role", TokenIssuer.with(issuer.token(OWN), open));
    CALLERS.put(
        "person who claims to be a service",
        TokenIssuer.with(issuer.token("order", "service"), open));
    CALLERS.put("order", services.channelOf("order"));
    CALLERS.put("inventory", services.channelOf("inventory"));
    Catalogue.fill(services.openChannel(0));
    IDS.put("order_id", Map.of(OWN, order(OWN), OTHER, order(OTHER)));
    IDS.put("sample_id", Map.of(OWN, sample(OWN), OTHER, sample(OTHER)));
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  @Test
  void hasEveryMethod() {
    assertThat(services.methods().map(MethodDescriptor::getFullMethodName))
        .containsExactlyInAnyOrderElementsOf(ADMITTED.keySet());
  }

  @Test
  void admitsWhomTheContractNamesAndNobodyElse() {
    List<String> wrong = new ArrayList<>();
    services
        .methods()
        .forEach(
            method ->
                CALLERS.forEach(
                    (name, channel) -> {
                      boolean admitted =
                          Outcome.of(channel, method, request(method, OWN)).isAdmitted();
                      if (admitted != mayCall(name, method)) {
                        wrong.add(name + " at " + method.getFullMethodName() + ": " + admitted);
                      }
                    }));
    assertThat(wrong).isEmpty();
  }

  @Test
  void refusesEveryBadTokenAtEveryMethod() throws Exception {
    Channel anonymous = services.channel();
    List<String> wrong = new ArrayList<>();
    services
        .methods()
        .forEach(
            method -> {
              if (!refusal(anonymous, method).equals("UNAUTHENTICATED CREDENTIALS_MISSING")) {
                wrong.add("no token at " + method.getFullMethodName());
              }
              for (BadToken bad : services.issuer().badTokens(OWN, "customer", "operator")) {
                String refusal = refusal(TokenIssuer.with(bad.token(), anonymous), method);
                if (!refusal.equals("UNAUTHENTICATED " + bad.reason())) {
                  wrong.add(bad + " at " + method.getFullMethodName() + ": " + refusal);
                }
              }
            });
    assertThat(wrong).isEmpty();
  }

  /** A service's certificate does not make up for a bad token. */
  @Test
  void refusesABadTokenFromAService() throws Exception {
    Channel service = services.channelOf("order");
    for (BadToken bad : services.issuer().badTokens(OWN, "customer")) {
      assertThat(
              services
                  .methods()
                  .map(method -> refusal(TokenIssuer.with(bad.token(), service), method)))
          .allMatch(("UNAUTHENTICATED " + bad.reason())::equals);
    }
  }

  @Test
  void logsARefusedServiceInOneLine() {
    MethodDescriptor<?, ?> method = InventoryServiceGrpc.getReserveStockMethod();
    String line = "INFO " + method.getFullMethodName() + " PERMISSION_DENIED";
    try (LoggedLines log = new LoggedLines("dev.waybill.access")) {
      assertThat(refusal(caller("inventory"), method))
          .isEqualTo("PERMISSION_DENIED CALLER_NOT_ALLOWED");
      await().until(() -> !log.with(line).isEmpty());

      assertThat(log.with(line)).hasSize(1);
    }
  }

  @Test
  void letsACustomerNameOnlyItself() {
    List<String> tried = new ArrayList<>();
    services
        .methods()
        .filter(method -> method.getType().clientSendsOneMessage())
        .filter(method -> input(method).getFields().stream().anyMatch(CallerMatrixTest::isOwner))
        .forEach(
            method -> {
              tried.add(method.getFullMethodName());
              for (String named : List.of(OTHER, "")) {
                assertThat(refusal(caller("customer"), method, named))
                    .isEqualTo("PERMISSION_DENIED NOT_OWNER");
                assertThat(Outcome.of(caller("operator"), method, request(method, named)))
                    .matches(Outcome::isAdmitted);
              }
            });
    assertThat(tried).hasSize(4);
  }

  @Test
  void answersAForeignResourceLikeAMissingOne() {
    for (MethodDescriptor<?, ?> method :
        services
            .methods()
            .filter(method -> ABOUT_A_RESOURCE.contains(method.getFullMethodName()))
            .toList()) {
      FieldDescriptor field = idField(method);
      String foreignId = id(field, OTHER);
      Outcome own = Outcome.of(caller("customer"), method, about(method, id(field, OWN)));
      Outcome foreign = Outcome.of(caller("customer"), method, about(method, foreignId));
      Outcome missing = Outcome.of(caller("customer"), method, about(method, MISSING));

      assertThat(own.code()).as(method.getFullMethodName()).isNotEqualTo(Code.NOT_FOUND);
      assertThat(missing.code()).isEqualTo(Code.NOT_FOUND);
      assertThat(text(foreign).replace(foreignId, MISSING))
          .as(method.getFullMethodName())
          .isEqualTo(text(missing));
      assertThat(Outcome.of(caller("operator"), method, about(method, foreignId)).code())
          .isNotEqualTo(Code.NOT_FOUND);
    }
  }

  @Test
  void hasEveryMethodAboutAResourceOfACustomer() {
    assertThat(
            services
                .methods()
                .filter(method -> mayCall("customer", method))
                .filter(
                    method ->
                        input(method).getFields().stream()
                            .anyMatch(field -> IDS.containsKey(field.getName())))
                // It names its owner as well.
                .filter(method -> !method.getFullMethodName().endsWith("/CreateSample"))
                .map(MethodDescriptor::getFullMethodName))
        .containsExactlyInAnyOrderElementsOf(ABOUT_A_RESOURCE);
  }

  @Test
  void answersTokensOfOthersLikeDamagedOnes() {
    var other = OrderServiceGrpc.newBlockingStub(services.openChannel(2));
    var customer = OrderServiceGrpc.newBlockingStub(caller("customer"));
    order(OTHER);
    var page =
        other.listOrders(
            ListOrdersRequest.newBuilder().setCustomerId(OTHER).setPageSize(1).build());
    assertThat(page.getNextPageToken()).isNotEmpty();
    var list = ListOrdersRequest.newBuilder().setCustomerId(OWN).setPageSize(1);
    assertThat(
            CallError.of(
                () -> customer.listOrders(list.setPageToken(page.getNextPageToken()).build())))
        .isEqualTo(CallError.of(() -> customer.listOrders(list.setPageToken("damaged").build())));

    String resume =
        other
            .watchOrders(WatchOrdersRequest.newBuilder().setCustomerId(OTHER).build())
            .next()
            .getResumeToken();
    var watch = WatchOrdersRequest.newBuilder().setCustomerId(OWN);
    assertThat(
            CallError.of(() -> customer.watchOrders(watch.setResumeToken(resume).build()).next()))
        .isEqualTo(
            CallError.of(
                () -> customer.watchOrders(watch.setResumeToken("damaged").build()).next()));
  }

  @Test
  void refusesOneForeignOrderOfAnImport() throws Exception {
    var upload = StreamCaller.open(caller("customer"), OrderServiceGrpc.getImportOrdersMethod());
    upload
        .send(ImportOrdersRequest.newBuilder().setOrder(orderRequest(OTHER)).build())
        .send(ImportOrdersRequest.newBuilder().setOrder(orderRequest(OWN)).build())
        .finish()
        .request(2);
    var answers =
        upload.next(2).stream()
            .sorted(Comparator.comparingLong(ImportOrdersResponse::getIndex))
            .toList();

    assertThat(answers.get(0).getError().getErrorInfo().getReason()).isEqualTo("NOT_OWNER");
    assertThat(answers.get(1).getOrder().getCustomerId()).isEqualTo(OWN);
  }

  private static boolean mayCall(String caller, MethodDescriptor<?, ?> method) {
    return List.of(ADMITTED.getOrDefault(method.getFullMethodName(), "").split(" "))
        .contains(caller);
  }

  private static Channel caller(String name) {
    return Objects.requireNonNull(CALLERS.get(name));
  }

  private static String refusal(Channel channel, MethodDescriptor<?, ?> method) {
    return refusal(channel, method, OWN);
  }

  private static String refusal(Channel channel, MethodDescriptor<?, ?> method, String owner) {
    Outcome outcome = Outcome.of(channel, method, request(method, owner));
    return outcome.code() + " " + outcome.reason();
  }

  /** Returns a request that names only its owner, if it has a field for it. */
  private static DynamicMessage request(MethodDescriptor<?, ?> method, String owner) {
    DynamicMessage.Builder request = DynamicMessage.newBuilder(input(method));
    input(method).getFields().stream()
        .filter(CallerMatrixTest::isOwner)
        .forEach(field -> request.setField(field, owner));
    return request.build();
  }

  private static DynamicMessage about(MethodDescriptor<?, ?> method, String id) {
    return DynamicMessage.newBuilder(input(method)).setField(idField(method), id).build();
  }

  private static FieldDescriptor idField(MethodDescriptor<?, ?> method) {
    return input(method).getFields().stream()
        .filter(field -> IDS.containsKey(field.getName()))
        .findFirst()
        .orElseThrow();
  }

  private static String id(FieldDescriptor field, String customer) {
    return Objects.requireNonNull(Objects.requireNonNull(IDS.get(field.getName())).get(customer));
  }

  private static Descriptor input(MethodDescriptor<?, ?> method) {
    return ((ProtoMethodDescriptorSupplier) Objects.requireNonNull(method.getSchemaDescriptor()))
        .getMethodDescriptor()
        .getInputType();
  }

  private static boolean isOwner(FieldDescriptor field) {
    return field.getOptions().getExtension(RpcProto.owner);
  }

  /** The whole error with all its details, as text. */
  private static String text(Outcome outcome) {
    Status error = outcome.error().orElseThrow();
    List<String> details = new ArrayList<>();
    error.getDetailsList().stream()
        .map(detail -> detail.getValue())
        .map(ByteString::toStringUtf8)
        .forEach(details::add);
    return error.getCode() + " " + error.getMessage() + " " + details;
  }

  private static String order(String customer) {
    return OrderServiceGrpc.newBlockingStub(services.openChannel(2))
        .placeOrder(orderRequest(customer))
        .getOrder()
        .getOrderId();
  }

  private static PlaceOrderRequest orderRequest(String customer) {
    return PlaceOrderRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setCustomerId(customer)
        .addLines(PlaceOrderLine.newBuilder().setSku("SKU-001").setQuantity(1))
        .setPaymentToken("tok_ok")
        .build();
  }

  private static String sample(String customer) {
    String id = UUID.randomUUID().toString();
    return TemplateServiceGrpc.newBlockingStub(services.openChannel(3))
        .createSample(
            CreateSampleRequest.newBuilder()
                .setSampleId(id)
                .setCustomerId(customer)
                .setSku("SKU-001")
                .setQuantity(1)
                .build())
        .getSample()
        .getSampleId();
  }
}
