package dev.waybill.common.group;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Applies a group of commands inside the group's transaction, set by set. */
@FunctionalInterface
public interface GroupWriter<C, R> {
  /**
   * Answers one result per command, in their order. The transaction is READ COMMITTED and is
   * committed by the caller. Commands must be idempotent: the same ones come again, alone or in the
   * same group, after a conflict or when the fate of a commit is unknown.
   */
  List<R> apply(Handle handle, List<C> commands);
}
