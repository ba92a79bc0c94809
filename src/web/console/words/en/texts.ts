export const textWords = {
  texts: {
    title: 'Messages without a ticket',
    none: 'No unread messages.',
    latest: 'Text messages without a ticket',
    stranger: 'unknown number',
    read: 'Mark as read',
    isRead: 'read',
  },
};
