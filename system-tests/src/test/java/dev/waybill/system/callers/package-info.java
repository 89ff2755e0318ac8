/** Who may call what, tried on every method of every service. */
@NullMarked
package dev.waybill.system.callers;

import org.jspecify.annotations.NullMarked;
