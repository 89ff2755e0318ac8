/** The service's own PostgreSQL database: connections, migrations, transactions. */
@NullMarked
package dev.waybill.common.db;

import org.jspecify.annotations.NullMarked;
