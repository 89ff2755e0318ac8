/** Settings: their conversion, their presentation, and what stops a start. */
@NullMarked
package dev.waybill.common.config;

import org.jspecify.annotations.NullMarked;
