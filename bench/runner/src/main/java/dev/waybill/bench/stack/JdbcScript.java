package dev.waybill.bench.stack;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pgbench script, limited to what ours use: random variables, statements, and `\gset`. */
final class JdbcScript {
  private static final Pattern VARIABLE = Pattern.compile("(?<!:):([a-z_]+)");
  private static final Pattern SET =
      Pattern.compile("\\\\set (\\w+) random\\((\\d+), (\\d+|:\\w+)\\)");
  private static final Pattern SUM =
      Pattern.compile("\\\\set (\\w+) (\\d+) \\+ :(\\w+) \\* (\\d+)");

  /** JDBC connections do not support pipelines. */
  private static final Pattern IGNORED = Pattern.compile("^(--|\\\\(start|end)pipeline)");

  private static final String KEEP = "\\gset";

  private final List<Statement> statements = new ArrayList<>();
  private final List<Matcher> randoms = new ArrayList<>();
  private final List<Matcher> sums = new ArrayList<>();

  /** One statement: its parameters by name, and whether its row is stored in variables. */
  private record Statement(String sql, List<String> parameters, boolean keepsRow) {
    static Statement of(String text, boolean keepsRow) {
      List<String> names = VARIABLE.matcher(text).results().map(match -> match.group(1)).toList();
      return new Statement(VARIABLE.matcher(text).replaceAll("?"), names, keepsRow);
    }
  }

  JdbcScript(String script) {
    StringBuilder statement = new StringBuilder();
    for (String line : script.lines().filter(text -> !IGNORED.matcher(text).find()).toList()) {
      Matcher set = SET.matcher(line);
      Matcher sum = SUM.matcher(line);
      if (set.matches()) {
        randoms.add(set);
      } else if (sum.matches()) {
        sums.add(sum);
      } else if (line.endsWith(KEEP) || line.endsWith(";")) {
        boolean keepsRow = line.endsWith(KEEP);
        statement.append(line, 0, line.length() - (keepsRow ? KEEP.length() : 1));
        statements.add(Statement.of(statement.toString().strip(), keepsRow));
        statement.setLength(0);
      } else {
        statement.append(line).append('\n');
      }
    }
  }

  /** Runs the script once. */
  void run(Connection connection, int lastItem) throws SQLException {
    Map<String, Long> variables = new HashMap<>(Map.of("last_item", (long) lastItem));
    for (Matcher random : randoms) {
      long from = Long.parseLong(random.group(2));
      String to = random.group(3);
      long last =
          to.startsWith(":") ? variables.getOrDefault(to.substring(1), 0L) : Long.parseLong(to);
      variables.put(random.group(1), ThreadLocalRandom.current().nextLong(from, last + 1));
    }
    for (Matcher sum : sums) {
      long factor = variables.getOrDefault(sum.group(3), 0L);
      long value = Long.parseLong(sum.group(2)) + factor * Long.parseLong(sum.group(4));
      variables.put(sum.group(1), value);
    }
    for (Statement statement : statements) {
      run(connection, statement, variables);
    }
  }

  private static void run(Connection connection, Statement statement, Map<String, Long> variables)
      throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
      for (int i = 0; i < statement.parameters().size(); i++) {
        prepared.setLong(i + 1, variables.getOrDefault(statement.parameters().get(i), 0L));
      }
      if (prepared.execute() && statement.keepsRow()) {
        keep(prepared.getResultSet(), variables);
      }
    }
  }

  private static void keep(ResultSet rows, Map<String, Long> variables) throws SQLException {
    rows.next();
    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
      variables.put(rows.getMetaData().getColumnName(column), rows.getLong(column));
    }
  }
}
