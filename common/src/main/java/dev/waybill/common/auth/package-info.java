/** Finds out who calls, and holds callers to what the contract allows them. */
@NullMarked
package dev.waybill.common.auth;

import org.jspecify.annotations.NullMarked;
