/** The servers of Waybill, tried with what others have written for that. */
@NullMarked
package dev.waybill.system.interop;

import org.jspecify.annotations.NullMarked;
