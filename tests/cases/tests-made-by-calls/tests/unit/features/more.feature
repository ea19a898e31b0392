Feature: More
  Scenario: Adds one
    Given a cart
    When I add 3 items

  Scenario: Has a step that nobody defines
    Given nobody defines this

  Scenario: Says much
    Given a text
      """
      Scenario: not one
      """
    Then it has words
      | word |
      | one  |
