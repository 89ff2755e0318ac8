package dev.waybill.peer.payment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Authorizes and captures payments through the card processor. */
@RestController
class PaymentController {
  record Authorize(
      UUID orderId,
      @Positive long amountMinor,
      String currency,
      @Pattern(regexp = "[a-z0-9_]{1,64}") String paymentToken) {}

  record Payment(UUID orderId, String state, long amountMinor, String currency) {}

  private final CardProcessor processor;
  private final PaymentStore store;

  PaymentController(CardProcessor processor, PaymentStore store) {
    this.processor = processor;
    this.store = store;
  }

  @PostMapping("/payments")
  Payment authorize(@Valid @RequestBody Authorize request) {
    return store
        .find(request.orderId())
        .orElseGet(() -> store.recordAuthorization(request, processor.authorize(request)));
  }

  @PostMapping("/payments/{orderId}/capture")
  Payment capture(@PathVariable UUID orderId) {
    Payment payment = store.find(orderId).orElseThrow();
    if (!payment.state().equals("AUTHORIZED")) {
      return payment;
    }
    processor.capture(orderId);
    return store.recordCapture(orderId);
  }
}
