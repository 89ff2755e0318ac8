/** Settings: how they are converted and shown, and the errors that prevent a start. */
@NullMarked
package dev.waybill.common.config;

import org.jspecify.annotations.NullMarked;
