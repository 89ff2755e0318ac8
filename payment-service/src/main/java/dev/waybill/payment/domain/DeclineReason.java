package dev.waybill.payment.domain;

/** Why the card processor declined a card. */
public enum DeclineReason {
  CARD_DECLINED,
  INSUFFICIENT_FUNDS
}
