package dev.waybill.peer.payment;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The payment service of the peer: charges cards. */
@SpringBootApplication
public class PaymentApplication {}
