package dev.waybill.peer.payment;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Charges cards. */
@SpringBootApplication
public class PaymentApplication {}
