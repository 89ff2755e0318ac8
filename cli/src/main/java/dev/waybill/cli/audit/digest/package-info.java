/** What the services know of each order, in brief and sorted, for the audit to join. */
@NullMarked
package dev.waybill.cli.audit.digest;

import org.jspecify.annotations.NullMarked;
