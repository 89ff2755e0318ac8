/** What the services tell about their work, from three of them that take orders. */
@NullMarked
package dev.waybill.system.telemetry;

import org.jspecify.annotations.NullMarked;
