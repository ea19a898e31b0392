# a comment
@cart
Feature: The cart
  Words that describe it.

  Background:
    Given a cart

  Scenario: Adds one
    When I add 2 items
    Then it holds 2 items

  Scenario: Adds one, twice!
    When I add 1 items
    And I add 1 items
    Then it holds 2 items

  Scenario Outline: Adds <n>
    When I add <n> items
    Then it holds <n> items

    Examples:
      | n |
      | 1 |
      | 2 |

  Rule: Nothing below zero
    Example: 3 Refuses
      When I add -1 items
      Then it is refused
