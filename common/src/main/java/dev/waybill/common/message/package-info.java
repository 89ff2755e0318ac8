/** Conversions between the domain and messages: money, times, page and resume tokens. */
@NullMarked
package dev.waybill.common.message;

import org.jspecify.annotations.NullMarked;
