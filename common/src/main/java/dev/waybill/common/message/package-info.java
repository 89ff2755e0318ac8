/** Values between the domain and the wire: money, times, page and resume tokens. */
@NullMarked
package dev.waybill.common.message;

import org.jspecify.annotations.NullMarked;
