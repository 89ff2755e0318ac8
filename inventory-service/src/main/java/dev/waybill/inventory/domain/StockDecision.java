package dev.waybill.inventory.domain;

import java.util.List;

/** What a group of commands came to: the changes to store, and each command's own result. */
public record StockDecision(StockChanges changes, List<CommandResult> results) {}
