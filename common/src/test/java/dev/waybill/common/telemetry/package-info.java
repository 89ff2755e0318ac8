/** Tests of what a process tells about its work. */
@NullMarked
package dev.waybill.common.telemetry;

import org.jspecify.annotations.NullMarked;
