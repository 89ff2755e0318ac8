package dev.waybill.payment.domain;

import java.util.List;

/**
 * What a group of commands comes to.
 *
 * @param results one for each command, in the commands' order
 * @param created payments that were not there before, each as it stands after the whole group
 * @param changed payments that were there and look different now
 * @param legs what to post to the ledger together with them
 */
public record PaymentChanges(
    List<PaymentResult> results,
    List<PaymentRecord> created,
    List<PaymentRecord> changed,
    List<LedgerLeg> legs) {}
