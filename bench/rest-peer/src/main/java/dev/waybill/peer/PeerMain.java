package dev.waybill.peer;

import dev.waybill.peer.inventory.InventoryApplication;
import dev.waybill.peer.order.OrderApplication;
import dev.waybill.peer.payment.PaymentApplication;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;

/** Starts one of the three services, chosen by the first argument. */
public final class PeerMain {
  private PeerMain() {}

  public static void main(String[] arguments) {
    Class<?> application =
        switch (arguments[0]) {
          case "order" -> OrderApplication.class;
          case "inventory" -> InventoryApplication.class;
          case "payment" -> PaymentApplication.class;
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    SpringApplication.run(application, Arrays.copyOfRange(arguments, 1, arguments.length));
  }
}
