/** The errors that calls end with: their reasons, their details, and how a failure maps to one. */
@NullMarked
package dev.waybill.common.error;

import org.jspecify.annotations.NullMarked;
