package dev.waybill.order.domain;

import java.util.List;

/**
 * What a group of commands changes, and what each of them is answered.
 *
 * @param results in the commands' order
 * @param placed orders to insert
 * @param changed orders to update, each once, as they are after the whole group
 * @param events in the order they happened
 */
public record Decision(
    List<OrderResult> results,
    List<ClaimedOrder> placed,
    List<ClaimedOrder> changed,
    List<OrderEvent> events) {}
