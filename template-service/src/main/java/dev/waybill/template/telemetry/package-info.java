/** What template-service measures: its schema, and the port that is measured. */
@NullMarked
package dev.waybill.template.telemetry;

import org.jspecify.annotations.NullMarked;
