package dev.waybill.common.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.google.protobuf.DynamicMessage;
import dev.waybill.common.caller.Caller;
import dev.waybill.common.caller.Role;
import dev.waybill.common.rpc.OwnerContract;
import dev.waybill.common.testing.CallError;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OwnersTest {
  private static final Caller CUSTOMER = person("c1", Role.CUSTOMER);

  @Test
  void letsACustomerNameOnlyItself() {
    check(CUSTOMER, OwnerContract.requestOf("c1"));

    assertThat(refusal(CUSTOMER, OwnerContract.requestOf("c2")))
        .isEqualTo("PERMISSION_DENIED NOT_OWNER");
  }

  @Test
  void refusesACustomerWhoLeavesOutTheMessageThatNamesTheOwner() {
    assertThat(refusal(CUSTOMER, OwnerContract.emptyRequest()))
        .isEqualTo("PERMISSION_DENIED NOT_OWNER");
  }

  @Test
  void letsOperatorsAndServicesLeaveItOut() {
    for (Caller caller :
        List.of(
            person("ops", Role.OPERATOR),
            new Caller.Service(List.of("ledger")),
            new Caller.Anyone())) {
      assertThatNoException().isThrownBy(() -> check(caller, OwnerContract.emptyRequest()));
    }
  }

  private static void check(Caller caller, DynamicMessage request) {
    Owners.check(caller, request);
  }

  private static String refusal(Caller caller, DynamicMessage request) {
    return CallError.of(() -> check(caller, request)).ending();
  }

  private static Caller person(String subject, Role role) {
    return new Caller.Person(subject, Set.of(role), Instant.MAX);
  }
}
