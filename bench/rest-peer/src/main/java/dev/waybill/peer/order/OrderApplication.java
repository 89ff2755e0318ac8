package dev.waybill.peer.order;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.client.RestClient;

/** The order service of the peer: takes orders and completes each of them. */
@SpringBootApplication
@EnableScheduling
public class OrderApplication {
  @Bean
  RestClient inventory(RestClient.Builder builder, @Value("${peer.inventory}") String url) {
    return builder.clone().baseUrl(url).build();
  }

  @Bean
  RestClient payment(RestClient.Builder builder, @Value("${peer.payment}") String url) {
    return builder.clone().baseUrl(url).build();
  }
}
