/** Tokens for use on this machine, signed with a key of its own. */
@NullMarked
package dev.waybill.local.tokens;

import org.jspecify.annotations.NullMarked;
